/** The error of every resolver. */

/** Thrown by a resolver that refuses to answer: escape, foreign origin, unreadable file. */
export class ResolverError extends Error {
  override readonly name = "ResolverError";
}
