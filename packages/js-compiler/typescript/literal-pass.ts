/**
 * Rewrites emitted text that the sandbox refuses although it is harmless: the words `import(` in a
 * label, `-->` in a pattern, a property named `import`. Every observable value stays; the source map
 * follows the edits. It works on the printed text, because that is what the sandbox looks at.
 */
import ts from "typescript";
import { type Diagnostic, firstRefusedText, REFUSED_TEXT } from "@commonfabric/contract";
import type { SourceMap } from "../types.ts";
import type { AuthoredFile } from "./authored-file.ts";
import { atOffset } from "./diagnostics.ts";
import { applyEdits, authoredOffset, type TextEdit } from "./edited-text.ts";
import { escapeRefused, type LiteralKind, refusedPlaces } from "./escape-refused.ts";
import { walkTree } from "./walk.ts";

/** A body without refused text, its map, and what could not be rewritten. */
export interface LiteralPassResult {
  readonly text: string;
  readonly sourceMap: SourceMap;
  readonly errors: readonly Diagnostic[];
}

/** Anything that could make the pass necessary. Most bodies have nothing of the kind. */
const MAY_NEED_PASS = /\bimport\b/;

/** Two rounds of edits at most, and one that finds nothing left to do. */
const MAX_ROUNDS = 3;

/**
 * Runs the pass over emitted `text` of `file`. A removed line continuation can join two characters
 * to refused text, so a second round follows; that one only escapes, which joins nothing.
 */
export function literalPass(
  text: string,
  sourceMap: SourceMap,
  file: AuthoredFile,
): LiteralPassResult {
  if (!MAY_NEED_PASS.test(text) && firstRefusedText(text) === undefined) {
    return { text, sourceMap, errors: [] };
  }
  let last = passOnce(text, sourceMap);
  for (let round = 1; round < MAX_ROUNDS && last.edited; round++) {
    last = passOnce(last.text, last.sourceMap);
  }
  const refused = [...last.unquotable, ...refusedIn(last.text)];
  return {
    text: last.text,
    sourceMap: last.sourceMap,
    errors: refused.map((span) => forbidden(last, file, span)),
  };
}

interface Span {
  readonly offset: number;
  readonly length: number;
}

interface Round {
  readonly text: string;
  readonly sourceMap: SourceMap;
  readonly edited: boolean;
  /** Private names that are the word `import`, in `text` before the edits of this round. */
  readonly unquotable: readonly Span[];
}

function passOnce(text: string, sourceMap: SourceMap): Round {
  const tree = ts.createSourceFile(
    "/body.js",
    text,
    ts.ScriptTarget.ES2023,
    true,
    ts.ScriptKind.JS,
  );
  const edits: TextEdit[] = [];
  const unquotable: Span[] = [];
  const places = refusedPlaces(text);
  const escapes = (start: number, end: number, kind: LiteralKind): TextEdit[] =>
    escapeRefused(text, { start, end, kind }, places);
  walkTree(tree, (node) => {
    const start = node.getStart(tree);
    if (ts.isIdentifier(node)) {
      const edit = quotedName(node, text);
      if (edit !== undefined) edits.push(edit);
    } else if (ts.isPrivateIdentifier(node)) {
      if (node.text === "#import") unquotable.push({ offset: start, length: node.text.length });
    } else if (isTemplatePart(node)) {
      if (!isTagged(node)) edits.push(...escapes(start, node.end, "template"));
    } else if (ts.isStringLiteral(node)) {
      edits.push(...escapes(start, node.end, "string"));
    } else if (ts.isRegularExpressionLiteral(node)) {
      edits.push(...escapes(start, node.end, "regexp"));
    }
  });
  return { ...applyEdits(text, sourceMap, edits), edited: edits.length > 0, unquotable };
}

/** A property name that the sandbox takes for a call or for the keyword, in quotes. */
function quotedName(
  node: ts.Identifier | ts.PrivateIdentifier,
  text: string,
): TextEdit | undefined {
  if (ts.isPrivateIdentifier(node)) return undefined;
  const refused = node.text === "import" || firstRefusedText(`${node.text}(`) !== undefined;
  if (!refused) return undefined;
  const { parent } = node;
  const start = node.getStart();
  if (ts.isPropertyAccessExpression(parent) && parent.name === node) {
    // `x.eval(y)` is accepted as it is: the point before the name tells it from a call.
    if (node.text === "eval") return undefined;
    const dot = text.lastIndexOf(parent.questionDotToken === undefined ? "." : "?.", start);
    const open = parent.questionDotToken === undefined ? "[" : "?.[";
    return { offset: dot, length: node.end - dot, text: `${open}"${node.text}"]` };
  }
  if (!isMemberName(node)) return undefined;
  return { offset: start, length: node.end - start, text: `"${node.text}"` };
}

/** Whether `node` is the name of a member of a literal, class or pattern, so that quotes may stand. */
function isMemberName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isBindingElement(parent)) return parent.propertyName === node;
  return (ts.isPropertyAssignment(parent) || ts.isMethodDeclaration(parent) ||
    ts.isPropertyDeclaration(parent) || ts.isAccessor(parent)) && parent.name === node;
}

type TemplatePart =
  | ts.NoSubstitutionTemplateLiteral
  | ts.TemplateHead
  | ts.TemplateMiddle
  | ts.TemplateTail;

function isTemplatePart(node: ts.Node): node is TemplatePart {
  return ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateHead(node) ||
    ts.isTemplateMiddleOrTemplateTail(node);
}

/** Whether a tag function can see the raw text. */
function isTagged(part: TemplatePart): boolean {
  const template = ts.isNoSubstitutionTemplateLiteral(part)
    ? part
    : ts.isTemplateHead(part)
    ? part.parent
    : part.parent.parent;
  return ts.isTaggedTemplateExpression(template.parent) && template.parent.template === template;
}

function refusedIn(text: string): Span[] {
  const found: Span[] = [];
  for (const { pattern } of REFUSED_TEXT) {
    for (const match of text.matchAll(pattern)) {
      found.push({ offset: match.index, length: match[0].length });
    }
  }
  return found;
}

function forbidden(
  { text, sourceMap }: Round,
  file: AuthoredFile,
  { offset, length }: Span,
): Diagnostic {
  const refused = text.slice(offset, offset + length);
  const at = authoredOffset(text, sourceMap, file.text, offset);
  const exact = file.text.startsWith(refused, at) ? at : file.text.indexOf(refused, at);
  const cut = Math.ceil(refused.length / 2);
  return atOffset(file.sourceFile, exact < 0 ? at : exact, exact < 0 ? 1 : refused.length, {
    phase: "transform",
    code: "module:forbidden-text",
    message:
      `The text \`${refused}\` is refused by the sandbox here. It does not look at context, ` +
      `and this place cannot be rewritten. Choose another name, or split it: ` +
      `\`"${refused.slice(0, cut)}" + "${refused.slice(cut)}"\`.`,
  });
}
