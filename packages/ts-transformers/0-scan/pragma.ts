/** The pragma that leaves a module as its author wrote it. */
import ts from "typescript";
import { diagnostic } from "../diagnostics.generated.ts";
import type { TransformDiagnostic } from "../render-diagnostic.ts";

const FIRST_LINE = /^\/\/\/ <cf-disable-transform \/>[ \t]*(?:\n|$)/;
const ANYWHERE = /\/\/\/[ \t]*<cf-disable-transform[ \t]*\/>/g;

/** Whether the first line of `text`, at column 0, is the pragma. */
export function isTransformDisabled(text: string): boolean {
  return FIRST_LINE.test(text);
}

/** Warnings for pragmas that stand where they have no effect. */
export function misplacedPragmas(file: ts.SourceFile): TransformDiagnostic[] {
  const { text } = file;
  if (!text.includes("<cf-disable-transform")) return [];
  const skip = isTransformDisabled(text) ? 1 : 0;
  return [...text.matchAll(ANYWHERE)].slice(skip)
    .filter(({ index }) => isInTrivia(file, index))
    .map((match) =>
      diagnostic.pragmaMisplacedDisableTransform({
        file,
        start: match.index,
        end: match.index + match[0].length,
      })
    );
}

/** Whether `offset` lies between tokens, that is, not inside a string, a template or JSX text. */
function isInTrivia(file: ts.SourceFile, offset: number): boolean {
  let node: ts.Node = file;
  for (;;) {
    const inside: ts.Node | undefined = ts.forEachChild(
      node,
      (child) => child.pos <= offset && offset < child.end ? child : undefined,
    );
    if (inside === undefined) return !isTextual(node) || offset < node.getStart(file);
    node = inside;
  }
}

function isTextual(node: ts.Node): boolean {
  return ts.isStringLiteralLike(node) || ts.isTemplateHead(node) ||
    ts.isTemplateMiddleOrTemplateTail(node) || ts.isJsxText(node) ||
    ts.isRegularExpressionLiteral(node);
}
