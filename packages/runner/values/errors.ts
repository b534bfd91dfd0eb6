/** What writing a value or naming a document can be refused with. */
import { LIMITS, quote } from "@commonfabric/contract";

/** `root.a.b`, as it is shown in messages. */
export function showPath(path: readonly string[]): string {
  return quote(path.length === 0 ? "<root>" : path.join("."));
}

/** A value that documents cannot hold. `path` leads to it from the written value. */
export class UnstorableValueError extends TypeError {
  override readonly name = "UnstorableValueError";
  readonly path: readonly string[];
  constructor(path: readonly string[], what: string) {
    super(
      `Cannot store the value at ${showPath(path)}: it is ${what}. ` +
        `Store plain data, cells or streams.`,
    );
    this.path = Object.freeze([...path]);
  }
}

/** Pattern code wrote an object that has a meaning of its own in documents. */
export class ReservedKeyError extends TypeError {
  override readonly name = "ReservedKeyError";
  readonly path: readonly string[];
  constructor(path: readonly string[], key: string) {
    super(
      `Cannot store the object at ${showPath(path)}: the key ${quote(key)} is reserved. ` +
        `Use another key, or store the cell itself.`,
    );
    this.path = Object.freeze([...path]);
  }
}

/** A value, path or event over a limit of the store. */
export class ValueTooLargeError extends RangeError {
  override readonly name = "ValueTooLargeError";
  readonly path: readonly string[];
  constructor(path: readonly string[], what: string, limit: number) {
    super(`Cannot store the value at ${showPath(path)}: ${what} exceeds the limit of ${limit}.`);
    this.path = Object.freeze([...path]);
  }
}

/** Pattern code used a cause that belongs to the host. */
export class ReservedCauseError extends TypeError {
  override readonly name = "ReservedCauseError";
  constructor(what: string) {
    super(`A cause must not use ${quote(what)}. Choose another name.`);
  }
}

/** @throws {ValueTooLargeError} for a path of more segments than an address may have */
export function checkPathLength(path: readonly string[]): void {
  if (path.length > LIMITS.pathSegments) {
    throw new ValueTooLargeError(path.slice(0, 8), "the path", LIMITS.pathSegments);
  }
}
