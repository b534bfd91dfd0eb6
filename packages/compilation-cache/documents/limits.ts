/** Sizes of documents and of what a write-back puts into one commit. */
import { LIMITS, quote } from "@commonfabric/contract";
import type { ExtraText, SourceKind } from "./types.ts";

/** Bytes of UTF-8 by kind of text. */
export const TEXT_LIMITS: Readonly<Record<SourceKind | "body" | ExtraText, number>> = {
  source: LIMITS.authoredFileBytes,
  declaration: LIMITS.authoredFileBytes,
  data: LIMITS.dataFileBytes,
  body: LIMITS.bodyBytes,
  sourceMap: LIMITS.sourceMapBytes,
  sites: LIMITS.sidecarBytes,
  summary: LIMITS.sidecarBytes,
  warnings: LIMITS.sidecarBytes,
  coverage: LIMITS.sidecarBytes,
};

/** Bounds of one commit of a write-back. */
export const CHUNK_DOCUMENTS = 256;
export const CHUNK_BYTES: number = 8 * 1024 * 1024;

/** A module that no document can hold. */
export class ModuleTooLargeError extends Error {
  override readonly name = "ModuleTooLargeError";
  constructor(filename: string, what: string, size: number, limit: number) {
    super(
      `Cannot store module ${
        quote(filename)
      }: its ${what} has size ${size}, the limit is ${limit}.`,
    );
  }
}

/** A closure with more modules than a write-back takes. */
export class ClosureTooLargeError extends Error {
  override readonly name = "ClosureTooLargeError";
  constructor(modules: number) {
    super(
      `Cannot store a closure of ${modules} modules; the limit is ${LIMITS.closureModules}. ` +
        "Split the program.",
    );
  }
}
