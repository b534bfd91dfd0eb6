/** Why a piece cannot be set up or started. */
import type { EntryRef } from "@commonfabric/module-identity";
import { quote } from "@commonfabric/contract";
import { showPath } from "../values/errors.ts";

/** `setup` on a path inside a document. */
export class SetupTargetError extends Error {
  override readonly name = "SetupTargetError";
  constructor(path: readonly string[]) {
    super(`A piece needs a document of its own; ${showPath(path)} is a place inside one`);
  }
}

/** A pointer whose artifact is not live where it has to be. */
export class UnknownPatternError extends Error {
  override readonly name = "UnknownPatternError";
  constructor({ identity, symbol }: { readonly identity: string; readonly symbol?: string }) {
    super(`Unknown pattern: ${identity}${symbol === undefined ? "" : `#${symbol}`}`);
  }
}

/** A stored piece that does not start. */
export class PieceStartError extends Error {
  override readonly name = "PieceStartError";
}

const NO_PATTERN_IDENTITY = "Cannot start: no pattern identity";

/** `Cannot start: no pattern identity`. */
export function noPatternIdentity(): PieceStartError {
  return new PieceStartError(NO_PATTERN_IDENTITY);
}

/** Whether nothing at the place of a start says what is to be started. */
export function isNoPatternIdentity(error: unknown): boolean {
  return error instanceof PieceStartError && error.message === NO_PATTERN_IDENTITY;
}

/** `Could not load pattern <identity>#<symbol>`. */
export function couldNotLoad(ref: EntryRef, cause?: unknown): PieceStartError {
  return new PieceStartError(
    `Could not load pattern ${ref.identity}#${ref.symbol}`,
    cause === undefined ? undefined : { cause },
  );
}

/** An argument that does not satisfy the argument schema of its pattern. */
export class ArgumentMismatchError extends TypeError {
  override readonly name = "ArgumentMismatchError";
  readonly path: readonly string[];
  /** `/file:line:column` of the pattern, where that is known. */
  readonly source?: string;
  constructor(path: readonly string[], expected: string, source?: string) {
    super(`The argument at ${showPath(path)} does not fit its schema: expected ${expected}`);
    this.path = Object.freeze([...path]);
    if (source !== undefined) this.source = source;
  }
}

/** A place where a pattern does not fit what a piece has, or what others use of it. */
export interface Incompatibility {
  readonly part: "argument" | "result" | "internal";
  readonly path: readonly string[];
  readonly reason: string;
}

/** A pattern that does not take the place of the one that a piece has. */
export class IncompatiblePatternError extends Error {
  override readonly name = "IncompatiblePatternError";
  readonly places: readonly Incompatibility[];
  /** The places as dotted text: `argument.count`. */
  readonly paths: readonly string[];
  constructor(places: readonly Incompatibility[]) {
    const lines = places.map(({ part, path, reason }) =>
      `\n  ${part} ${showPath(path)}: ${reason}`
    );
    super(`The pattern does not fit the piece:${lines.join("")}`);
    this.places = Object.freeze([...places]);
    this.paths = Object.freeze(places.map(({ part, path }) => [part, ...path].join(".")));
  }
}

/** A pattern is to be replaced where no piece is. */
export class NotAPieceError extends Error {
  override readonly name = "NotAPieceError";
  constructor(id: string) {
    super(`There is no piece at ${quote(id)}: run() a pattern there first`);
  }
}

/** A start that `stop`, `dispose` or a newer pointer overtook. */
export function startAborted(): DOMException {
  return new DOMException("The start of the piece was overtaken", "AbortError");
}

/** Whether `error` is what {@link startAborted} makes. */
export function isStartAborted(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}

/** Pieces nested too deeply, or a piece with too many nodes. */
export class PieceTooLargeError extends RangeError {
  override readonly name = "PieceTooLargeError";
  constructor(what: "depth" | "nodes", limit: number) {
    super(
      what === "depth"
        ? `Pieces are nested more than ${limit} deep`
        : `A piece has more than ${limit} nodes`,
    );
  }
}

/** The pointer of a piece was not committed, because its pattern could not be made durable. */
export class PatternNotPersistedError extends Error {
  override readonly name = "PatternNotPersistedError";
  constructor(ref: EntryRef, cause: unknown) {
    super(`The pattern ${quote(`${ref.identity}#${ref.symbol}`)} could not be persisted`, {
      cause,
    });
  }
}

/** The state of a handler has no value where its schema requires one. */
export class HandlerStateError extends TypeError {
  override readonly name = "HandlerStateError";
  constructor(members: readonly string[]) {
    const names = members.map((name) => quote(name)).join(", ");
    super(
      members.length === 0
        ? "The state of the handler does not fit its schema"
        : `The handler cannot run: its state has no value of the declared type for ${names}`,
    );
  }
}
