/** `scan`: the TypeScript scanner over authored texts, no tree: only what follows `from` is kept. */
import ts from "typescript";

/** The specifiers of each text, in order. */
export function scanAll(texts: readonly string[]): string[][] {
  const scanner = ts.createScanner(ts.ScriptTarget.ES2023, true);
  return texts.map((text) => specifiersOf(scanner, text));
}

function specifiersOf(scanner: ts.Scanner, text: string): string[] {
  scanner.setText(text);
  const specifiers: string[] = [];
  /** For each open brace, whether it is that of a substitution in a template. */
  const braces: boolean[] = [];
  let before = ts.SyntaxKind.Unknown;
  for (;;) {
    let token = scanner.scan();
    if (token === ts.SyntaxKind.EndOfFileToken) return specifiers;
    if (token === ts.SyntaxKind.OpenBraceToken) braces.push(false);
    else if (token === ts.SyntaxKind.CloseBraceToken && braces.pop() === true) {
      token = scanner.reScanTemplateToken(false);
      if (token === ts.SyntaxKind.TemplateMiddle) braces.push(true);
    } else if (token === ts.SyntaxKind.TemplateHead) braces.push(true);
    if (token === ts.SyntaxKind.StringLiteral && before === ts.SyntaxKind.FromKeyword) {
      specifiers.push(scanner.getTokenValue());
    }
    before = token;
  }
}
