/** The parts of a document, and what a reader of one part sees at a path. */
import type { StoredDocument } from "@commonfabric/storage";
import { integrityAt } from "../labels/stored-labels.ts";
import { nodeAt } from "./tree.ts";

/** The part of a document that an operation is about. Pattern code reaches `value` only. */
export type DocumentPart = "value" | "meta";

/** Of the labels a reader sees those of exactly the path. */
export type ReadPart = DocumentPart | "labels";

export function partOf(document: StoredDocument | undefined, part: DocumentPart): unknown {
  return part === "value" ? document?.value : document?.meta;
}

export function readPart(
  document: StoredDocument | undefined,
  part: ReadPart,
  path: readonly string[],
): unknown {
  if (part === "labels") return integrityAt(document, path);
  return nodeAt(partOf(document, part), path);
}
