/**
 * The label that says "written by the compiler of this system". It names the compiler, not a user, so
 * that every member of a shared space can use the documents.
 */
import {
  type DocumentLabels,
  holdsIntegrity,
  makeLabels,
  parseLabels,
} from "@commonfabric/storage";
import type { StoredDocument } from "@commonfabric/storage";

/** The atom at the root of a compiled document. */
export const COMPILER_ATOM: string = "cf-compiled-by:cf-compiler";

/** The built-in that may mint it. */
export const COMPILE_CACHE_BUILTIN: { readonly kind: "builtin"; readonly builtinId: string } =
  Object.freeze({ kind: "builtin", builtinId: "compile-cache" });

/** The schema that compiled documents are written under. */
export const COMPILED_WRITE_SCHEMA: {
  readonly ifc: { readonly addIntegrity: readonly string[] };
} = Object.freeze({
  ifc: Object.freeze({ addIntegrity: Object.freeze([COMPILER_ATOM]) }),
});

/** The labels of a compiled document, in stored form. */
export const COMPILED_LABELS: DocumentLabels = makeLabels([
  { path: [], integrity: [COMPILER_ATOM] },
])!;

/** Whether the compiler's atom stands at the root of a stored document. */
export function isCompilerLabelled(stored: Pick<StoredDocument, "labels">): boolean {
  return holdsIntegrity(parseLabels(stored.labels), [], [COMPILER_ATOM]);
}

/** What a transaction must offer to run as a built-in. */
export interface IdentifiedTransaction<I> {
  readonly implementationIdentity: I;
  setImplementationIdentity(identity: I): void;
}

/** Runs `fn` under the identity that may mint the label, and restores the one before it. */
export function withCompileCacheBuiltin<I, T>(
  tx: IdentifiedTransaction<I | typeof COMPILE_CACHE_BUILTIN>,
  fn: () => T,
): T {
  const before = tx.implementationIdentity;
  tx.setImplementationIdentity(COMPILE_CACHE_BUILTIN);
  try {
    return fn();
  } finally {
    tx.setImplementationIdentity(before);
  }
}
