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
import { escapeRefused } from "./escape-refused.ts";
import { walkTree } from "./walk.ts";

/** A body without refused text, its map, and what could not be rewritten. */
export interface LiteralPassResult {
  readonly text: string;
  readonly sourceMap: SourceMap;
  readonly errors: readonly Diagnostic[];
}

/** Anything that could make the pass necessary. Most bodies have nothing of the kind. */
const MAY_NEED_PASS = /\bimport\b/;

/** Runs the pass over emitted `text` of `file`. */
export function literalPass(
  text: string,
  sourceMap: SourceMap,
  file: AuthoredFile,
): LiteralPassResult {
  if (!MAY_NEED_PASS.test(text) && firstRefusedText(text) === undefined) {
    return { text, sourceMap, errors: [] };
  }
  const tree = ts.createSourceFile(
    "/body.js",
    text,
    ts.ScriptTarget.ES2023,
    true,
    ts.ScriptKind.JS,
  );
  const edits: TextEdit[] = [];
  const kept: { offset: number; length: number }[] = [];
  walkTree(tree, (node) => {
    if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) {
      const edit = quotedName(node, text);
      if (edit !== undefined) edits.push(edit);
      else if (node.text === "#import") kept.push({ offset: node.getStart(tree), length: 7 });
      return;
    }
    const start = node.getStart(tree);
    if (isTemplatePart(node)) {
      if (isTagged(node)) return;
      edits.push(...escapeRefused(text, start, node.end, "template"));
    } else if (ts.isStringLiteral(node)) {
      edits.push(...escapeRefused(text, start, node.end, "string"));
    } else if (ts.isRegularExpressionLiteral(node)) {
      edits.push(...escapeRefused(text, start, node.end, "regexp"));
    }
  });
  const edited = applyEdits(text, sourceMap, edits);
  const offsets = [
    ...kept,
    ...refusedIn(edited.text).map((found) => ({
      ...found,
      offset: edited.originalOffset(found.offset),
    })),
  ];
  return {
    text: edited.text,
    sourceMap: edited.sourceMap,
    errors: offsets.map(({ offset, length }) => forbidden(text, sourceMap, file, offset, length)),
  };
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

function refusedIn(text: string): { offset: number; length: number }[] {
  const found: { offset: number; length: number }[] = [];
  for (const { pattern } of REFUSED_TEXT) {
    for (const match of text.matchAll(pattern)) {
      found.push({ offset: match.index, length: match[0].length });
    }
  }
  return found;
}

function forbidden(
  text: string,
  sourceMap: SourceMap,
  file: AuthoredFile,
  offset: number,
  length: number,
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
