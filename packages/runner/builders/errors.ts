/** Errors that builders throw into pattern code. Their texts are part of the authoring contract. */
import { quote } from "@commonfabric/contract";

/** A value was read, coerced or iterated while a pattern body ran; only references exist there. */
export class PatternBodyReadError extends Error {
  override readonly name = "PatternBodyReadError";
  constructor(path: string) {
    super(`Cannot read a value in a pattern body: ${path}`);
  }
}

/** Two cells of one pattern were given one cause. */
export class DuplicateCauseError extends Error {
  override readonly name = "DuplicateCauseError";
  constructor(cause: unknown) {
    const shown = typeof cause === "string" ? cause : JSON.stringify(cause);
    super(
      `Two cells of this pattern have the cause ${quote(shown)}: give one of them another name`,
    );
  }
}

/** `.for(cause)` on something that is named already. */
export class ReferenceCauseError extends Error {
  override readonly name = "CauseAlreadySetError";
  constructor(path: string) {
    super(`${quote(path)} has a cause already: call for() once, right after the value is made`);
  }
}

/** A value in a graph that is neither data nor a reference. */
export class UnbindableValueError extends Error {
  override readonly name = "UnstorableValueError";
  constructor(path: readonly string[], what: string) {
    super(
      `Cannot use the value at ${quote(path.length === 0 ? "<root>" : path.join("."))} in a ` +
        `pattern graph: it is ${what}`,
    );
  }
}

/** A builder or factory was called where no graph is built and no action runs. */
export class NoGraphError extends Error {
  override readonly name = "NoGraphError";
  constructor(what: string) {
    super(`${what} can only be called in a pattern body`);
  }
}

/** A callable argument of a builder is missing or is not a function. */
export class NotAFunctionError extends TypeError {
  override readonly name = "NotAFunctionError";
  constructor(builder: string) {
    super(`${builder}() expects a function`);
  }
}

/** Error string 2: a call form that tells its overloads apart by the number of arguments. */
export class ArgumentCountError extends TypeError {
  override readonly name = "ArgumentCountError";
  constructor(name: string, counts: readonly [number, number], got: number) {
    super(`${name}: expected ${counts[0]} or ${counts[1]} arguments, got ${got}`);
  }
}

/** Error string 3: a form that only the compiler understands was called. */
export class CompileTimeOnlyError extends Error {
  override readonly name = "CompileTimeOnlyError";
  constructor(name: string) {
    super(`${name}() is compile-time only`);
  }
}

/** `dataFile` with a path that no literal of the module names. */
export class DataFileError extends Error {
  override readonly name = "DataFileError";
  constructor(specifier: string, module: string) {
    super(
      `Cannot read the data file ${quote(specifier)} from ${quote(module)}: call dataFile() of ` +
        `"commonfabric" there with its path as a literal`,
    );
  }
}

/** Error string 4: what a host without a capability says of a call of it. */
export function unavailableMessage(name: string): string {
  return `${name} is not available in this host`;
}

/** What a call answers where only other code can make it, in the form of a `CapabilityError`. */
export function elsewhereMessage(
  name: string,
  kind: "computation" | "handler",
  instead: string,
): string {
  return `${name}() is not available in a ${kind}; ${instead}`;
}

/** Pattern code asked for what its host does not have. */
export class HostCallError extends Error {
  override readonly name = "HostCallError";
  constructor(name: string) {
    super(unavailableMessage(name));
  }
}
