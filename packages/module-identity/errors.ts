/** What this package throws: findings of phase `resolve`, and text whose edges nobody knows. */
import { type Diagnostic, quote } from "@commonfabric/contract";

/**
 * Thrown when a program has no identity. `code` is that of the first finding (`resolve:...`);
 * `diagnostics` holds all of them with positions.
 */
export class ResolveError extends Error {
  override readonly name = "ResolveError";
  readonly code: string;
  readonly diagnostics: readonly Diagnostic[];
  constructor(code: string, message: string, diagnostics: readonly Diagnostic[]) {
    super(message);
    this.code = code;
    this.diagnostics = diagnostics;
  }
}

/** A `ResolveError` with the code and message of the first of `diagnostics`, which has an error. */
export function resolveErrorFrom(diagnostics: readonly Diagnostic[]): ResolveError {
  const first = diagnostics.find((diagnostic) => diagnostic.severity === "error");
  if (first === undefined) throw new TypeError("No error to throw among the diagnostics.");
  return new ResolveError(first.code, first.message, diagnostics);
}

/**
 * Thrown when neither memo nor lexical scan is sure of the edges of `path` and no parser is at hand.
 * The caller loads the compiler, hands in its tree scan as `EdgeSource.parse`, and asks again.
 */
export class EdgesUnknownError extends Error {
  override readonly name = "EdgesUnknownError";
  readonly path: string;
  constructor(path: string) {
    super(`The imports of ${quote(path)} are not known without a parser.`);
    this.path = path;
  }
}
