/** What JSDoc comments of authored files say about a type or a member. */
import ts from "typescript";

export interface Documentation {
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly $comment?: string;
}

const HASHTAG = /(?<=^|[\s(])#([A-Za-z][A-Za-z0-9_-]*)/g;
const NONE: Documentation = {};

/** Documentation of the declarations of `symbol`. */
export function documentationOf(symbol: ts.Symbol | undefined): Documentation {
  const texts = (symbol?.declarations ?? []).map(commentText).filter((text) => text !== "");
  return documentationOfTexts(texts);
}

/** Documentation of one node. */
export function documentationOfNode(node: ts.Node | undefined): Documentation {
  return node === undefined ? NONE : documentationOfTexts([commentText(node)].filter((t) => t));
}

/** Documented members of an intersection are joined. */
export function joinedDocumentation(parts: readonly Documentation[]): Documentation {
  const texts = parts.flatMap(({ description }) => description === undefined ? [] : [description]);
  return texts.length === 0 ? NONE : documentationOfTexts([[...new Set(texts)].join("\n\n")]);
}

export function isDeprecated(symbol: ts.Symbol): boolean {
  return (symbol.declarations ?? []).some((declaration) =>
    !declaration.getSourceFile().isDeclarationFile &&
    ts.getJSDocTags(declaration).some(ts.isJSDocDeprecatedTag)
  );
}

function documentationOfTexts(texts: readonly string[]): Documentation {
  const first = texts[0];
  if (first === undefined) return NONE;
  const tags = [...first.matchAll(HASHTAG)].map((match) => (match[1] ?? "").toLowerCase());
  const isConflict = texts.some((text) => text !== first);
  return {
    description: first,
    ...(tags.length > 0 && { tags: [...new Set(tags)] }),
    ...(isConflict && { $comment: "several different comments; the first one is kept" }),
  };
}

/** The text of the nearest comment, without block tags. */
function commentText(node: ts.Node): string {
  if (node.getSourceFile()?.isDeclarationFile !== false) return "";
  const comment = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc).at(-1)?.comment;
  return (ts.getTextOfJSDocComment(comment) ?? "").trim();
}
