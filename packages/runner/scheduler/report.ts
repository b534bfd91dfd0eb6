/** From thrown values to the plain records that `onError` delivers. */
import type { EntryRef } from "@commonfabric/module-identity";
import { stackOf, textOf } from "../sandbox/guest-errors.ts";
import type { FullLink } from "../types.ts";
import type { RuntimeError, RuntimeErrorKind } from "./errors.ts";

/** Longest text of what was thrown. */
const MAX_TEXT = 4_096;

/** Authored frames and position of an error; the engine knows the source maps. */
export interface MappedError {
  /** `/file:line:column`. */
  readonly source?: string;
  readonly stack?: readonly string[];
}

/** Maps the stack of `error` once; `implementation` is the authored function that ran. */
export type ErrorMapper = (error: unknown, implementation: object | undefined) => MappedError;

export interface ErrorFacts {
  readonly kind: RuntimeErrorKind;
  readonly piece?: FullLink | undefined;
  readonly action?: string | undefined;
  readonly patternIdentity?: EntryRef | undefined;
  readonly implementation?: object | undefined;
}

/** The record of one error. No getter of a guest's error runs. */
export function runtimeError(error: unknown, facts: ErrorFacts, map: ErrorMapper): RuntimeError {
  const name = memberText(error, "name") ?? "Error";
  const mapped = mapGuarded(error, facts, map);
  const record = {
    message: memberText(error, "message") ?? describe(error),
    name,
    kind: name === "CapabilityError" ? "capability" : facts.kind,
    ...(facts.piece === undefined ? {} : { piece: facts.piece }),
    ...(facts.action === undefined ? {} : { action: facts.action }),
    ...(facts.patternIdentity === undefined ? {} : { patternIdentity: facts.patternIdentity }),
    ...(mapped.source === undefined ? {} : { source: mapped.source }),
    stack: Object.freeze([...mapped.stack ?? stackLines(error)]),
  } as const;
  // Not enumerable: who prints a record does not inspect what a guest threw, whose hooks would run.
  return Object.freeze(Object.defineProperty(record, "cause", { value: error }));
}

function mapGuarded(error: unknown, facts: ErrorFacts, map: ErrorMapper): MappedError {
  try {
    return map(error, facts.implementation);
  } catch {
    // A position that cannot be found loses the position and nothing else.
    return {};
  }
}

function stackLines(error: unknown): string[] {
  return (stackOf(error) ?? "").split("\n").slice(1).map((line) => line.trim());
}

function memberText(error: unknown, field: "name" | "message"): string | undefined {
  return typeof error === "object" && error !== null ? textOf(error, field) : undefined;
}

function describe(error: unknown): string {
  return typeof error === "string"
    ? error.slice(0, MAX_TEXT)
    : `What was thrown is no error: ${typeof error}`;
}
