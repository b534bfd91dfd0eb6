/** Functions of generated modules: bodies of every statement form, good and bad names inside. */
import fc from "fast-check";

/** Type syntax, which a `.js` module leaves out. */
export function typed(text: string): string {
  return `/*<*/${text}/*>*/`;
}

export type Text = fc.Arbitrary<string>;

/** Pieces of text one after another; every other piece is generated. */
export function text(parts: TemplateStringsArray, ...generated: readonly Text[]): Text {
  return fc.tuple(...generated).map((pieces) =>
    parts.map((part, index) => part + (pieces[index] ?? "")).join("")
  );
}

/** One of several texts, each as likely as its weight. */
export function weighted(
  ...options: readonly (readonly [weight: number, arbitrary: Text])[]
): Text {
  return fc.oneof(...options.map(([weight, arbitrary]) => ({ weight, arbitrary })));
}

/** Names of the module that surrounds a function; see the head of a generated module. */
const MODULE_NAME: Text = fc.constantFrom(
  "text",
  "flag",
  "table",
  "twice",
  "plain",
  "Row",
  "Kind",
  "five",
  "library",
  "Part",
  "shown",
  "later",
  "laterTwice",
  "named",
);
const GLOBAL: Text = fc.constantFrom("Math", "JSON", "Object", "Array", "Map", "console", "Symbol");
const REFUSED_NAME: Text = fc.constantFrom(
  "window",
  "setTimeout",
  "process",
  "Deno",
  "globalThis",
  "Function",
  "Proxy",
  "nowhere",
  "exports",
  "__cfHelpers",
  "cf",
);
const INNER: Text = fc.constantFrom("a", "b", "local", "item");

/** Mostly inner names and names that may be read; now and then one that is refused. */
const READ: Text = weighted([20, INNER], [12, MODULE_NAME], [6, GLOBAL], [1, REFUSED_NAME]);

/** Mostly inner names; now and then one of the module. */
const WRITTEN: Text = weighted([30, INNER], [1, MODULE_NAME], [1, fc.constant("cf")]);

const KEY: Text = fc.constantFrom("x", "eval", "Function", "this", "import", "constructor", "then");

const { operand, code } = fc.letrec<{ operand: string; code: string; block: string }>((tie) => {
  const value = tie("operand") as Text;
  const body = tie("code") as Text;
  return {
    operand: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      READ,
      fc.constantFrom("1", `"s"`, "null", "/a/g", "`t`", "this", "[]", "({})"),
      text`${READ}.${KEY}`,
      text`${READ}[${value}]`,
      text`${READ}(${value})`,
      text`(0, ${READ})(${value})`,
      text`(${value} ? ${value} : ${value})`,
      text`[${value}, ...${READ}]`,
      text`({ ${KEY}: ${value}, ...${READ}, [${value}]: 1, get g() { return ${value}; } })`,
      text`((${INNER}) => ${value})`,
      text`(async function ${INNER}(a) { await ${value}; { ${body} } })`,
      text`(class ${INNER} { #p = ${value}; static { ${value}; } m() { return this.#p; } })`,
      text`(${WRITTEN} = ${value})`,
      text`(${WRITTEN} ??= ${value})`,
      text`([${WRITTEN}, a = ${value}] = [${value}])`,
      text`({ ${INNER}: ${WRITTEN}, ...local } = ${READ})`,
      text`(typeof ${READ} === "string")`,
      text`new (${READ} as any)(${value})`.map((made) => made.replace(" as any", typed(" as any"))),
      text`\`x\${${value}}\``,
      text`(${READ}${fc.constant(typed(" as any"))})?.[${value}]?.(${value})`,
    ),
    code: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.constantFrom("", ";", `"use nothing";`, "return;", "debugger;"),
      text`${value};`,
      text`let a = ${value}; a++;`,
      text`{ const local = ${value}; { ${body} } }`,
      text`if (${value}) { ${body} } else ${WRITTEN} = 1;`,
      text`for (let item = 0; item < 2; item++) { ${body} }`,
      text`for (const item of ${value}${fc.constant(typed(" as any"))}) { ${body} }`,
      text`for (${WRITTEN} in ${value}) { ${body} }`,
      text`for ([${WRITTEN}] of ${value}${fc.constant(typed(" as any"))}) {}`,
      text`try { ${body} } catch ({ message: b }) { ${body} } finally {}`,
      text`switch (${value}) { case ${value}: let b; { ${body} } break; default: }`,
      text`outer: while (${value}) { continue outer; }`,
      text`function item(${INNER} = ${value}, ...rest) { { ${body} } }`.map((made) =>
        made.replace("...rest)", `...rest${typed(": any[]")})`)
      ),
      text`class local extends ${READ}${
        fc.constant(typed("<any>"))
      } { static [${value}] = ${value}; }`,
      text`${WRITTEN}++;`,
      text`var hoisted = ${value};`,
      text`throw ${value};`,
    ),
    block: fc.constant(""),
  };
});

/** What may stand where a function returns something. */
export const INNER_VALUE: Text = operand;

/** A function with a body; it declares `a`, `b`, `local` and `item`. */
export const BODY: Text = fc.array(code, { maxLength: 3 }).map((statements) =>
  `let local${typed(": any")}, item${typed(": any")}; ${uniqueBlocks(statements)}`
);

/** Each statement in a block of its own, so that none declares a name twice. */
function uniqueBlocks(statements: readonly string[]): string {
  return statements.map((statement) => `{ ${statement} }`).join(" ");
}

export const PARAMETERS: string = `a${typed(": any")}, b${typed("?: any")}`;
