/**
 * The words and literals of a body as two parsers see them: acorn, which the verifier judges by, and
 * TypeScript, which scans each token where its grammar asks for it.
 */
import type { AnyNode } from "acorn";
import ts from "typescript";
import { children, parseTree } from "../gauntlet/tree.ts";

/** `word 10-13 abc`, `regex 20-25 /a/g`, ...: equal sets mean equal tokens. */
export type Tokens = ReadonlySet<string>;

/** Tokens by acorn, in a configuration of its own: as a module, inside a function. */
export function acornTokens(body: string, parse: typeof parseTree = parseTree): Tokens {
  const head = "export default async function () {\n";
  const program = parse(`${head}${body}\n}`, { ecmaVersion: "latest", sourceType: "module" });
  const tokens = new Set<string>();
  const pending: AnyNode[] = [program];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    const token = acornToken(node);
    if (token !== undefined) {
      const [kind, start, end] = token;
      addToken(tokens, body, kind, start - head.length, end - head.length);
    }
    pending.push(...acornParts(node));
  }
  return tokens;
}

type Token = readonly [kind: string, start: number, end: number];

function acornToken(node: AnyNode): Token | undefined {
  switch (node.type) {
    case "Identifier":
    case "PrivateIdentifier":
      return ["word", node.start, node.end];
    case "TemplateElement":
      return ["template", node.start, node.end];
    case "Literal":
      if (node.regex !== undefined) return ["regex", node.start, node.end];
      if (typeof node.value === "string") return ["string", node.start, node.end];
      return typeof node.value === "number" || node.bigint !== undefined
        ? ["number", node.start, node.end]
        : undefined;
    default:
      return undefined;
  }
}

/** Children without what TypeScript has no nodes for. */
function acornParts(node: AnyNode): AnyNode[] {
  if (node.type === "MetaProperty") return [];
  if (node.type === "MethodDefinition" && node.kind === "constructor") return [node.value];
  return children(node);
}

/** Tokens by TypeScript. @throws {SyntaxError} when TypeScript finds an error */
export function typescriptTokens(body: string): Tokens {
  const file = parseWithTypeScript(body);
  const tokens = new Set<string>();
  const visit = (node: ts.Node): void => {
    const start = node.getStart(file);
    if (ts.isMetaProperty(node)) return;
    if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) {
      addToken(tokens, body, "word", start, node.end);
    } else if (ts.isStringLiteral(node)) addToken(tokens, body, "string", start, node.end);
    else if (ts.isNumericLiteral(node) || ts.isBigIntLiteral(node)) {
      addToken(tokens, body, "number", start, node.end);
    } else if (ts.isRegularExpressionLiteral(node)) {
      addToken(tokens, body, "regex", start, node.end);
    } else if (ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateTail(node)) {
      addToken(tokens, body, "template", start + 1, node.end - 1);
    } else if (ts.isTemplateHead(node) || ts.isTemplateMiddle(node)) {
      addToken(tokens, body, "template", start + 1, node.end - 2);
    }
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(file, visit);
  return tokens;
}

export function parseWithTypeScript(body: string): ts.SourceFile {
  const file = ts.createSourceFile(
    "/body.js",
    body,
    ts.ScriptTarget.ESNext,
    true,
    ts.ScriptKind.JS,
  );
  const [error] = (file as { parseDiagnostics?: readonly ts.Diagnostic[] }).parseDiagnostics ?? [];
  if (error === undefined) return file;
  throw new SyntaxError(
    `${error.start}: ${ts.flattenDiagnosticMessageText(error.messageText, " ")}`,
  );
}

function addToken(
  tokens: Set<string>,
  body: string,
  kind: string,
  start: number,
  end: number,
): void {
  tokens.add(`${kind} ${start}-${end} ${body.slice(start, end)}`);
}
