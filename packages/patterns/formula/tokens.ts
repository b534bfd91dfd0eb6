/** Splits a formula into numbers, operators and parentheses. */

export interface Token {
  kind: "number" | "operator" | "open" | "close";
  text: string;
}

export function tokens(formula: string): Token[] {
  const found = formula.match(/\d+(?:\.\d+)?|[-+*/()]|\S/g) ?? [];
  return found.map((text) => {
    if (/^\d/.test(text)) return { kind: "number", text };
    if (text === "(") return { kind: "open", text };
    if (text === ")") return { kind: "close", text };
    if (/^[-+*/]$/.test(text)) return { kind: "operator", text };
    throw new SyntaxError(`"${text}" is not part of a formula.`);
  });
}
