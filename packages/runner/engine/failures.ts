/**
 * Classes of failures: who may remember one. Only pure steps on verified source mark an error as
 * deterministic, in a weak set that guest code cannot reach.
 */

/**
 * `author`: remembered per (space, identity, toolchain). `element`: a miss of a stored element.
 * `transient` and `defect`: never remembered; the latter is reported.
 */
export type FailureClass = "author" | "element" | "transient" | "defect";

const classes = new WeakMap<object, FailureClass>();
const deterministic = new WeakSet<object>();

/** Sets the class of an error that a step of the engine threw; the first class stays. */
export function classifyFailure<T>(error: T, failure: FailureClass): T {
  if (typeof error === "object" && error !== null && !classes.has(error)) {
    classes.set(error, failure);
    if (failure === "author") deterministic.add(error);
  }
  return error;
}

/** The class of `error`; what nobody classified is a defect. */
export function failureClassOf(error: unknown): FailureClass {
  if (isExhaustion(error) || isAbort(error)) return "transient";
  return (typeof error === "object" && error !== null ? classes.get(error) : undefined) ?? "defect";
}

/** True for an error that the same source under the same toolchain always gives. */
export function isDeterministicFailure(error: unknown): boolean {
  return typeof error === "object" && error !== null && deterministic.has(error) &&
    failureClassOf(error) === "author";
}

/**
 * An error thrown while verified code was evaluated. A value that is no object cannot be marked, so
 * it is never remembered; an exhausted stack says nothing about the code.
 */
export function classifyEvaluationFailure(error: unknown): unknown {
  return isExhaustion(error) ? error : classifyFailure(error, "author");
}

function isExhaustion(error: unknown): boolean {
  if (!(error instanceof RangeError)) return false;
  const message = Reflect.getOwnPropertyDescriptor(error, "message")?.value as unknown;
  return typeof message === "string" &&
    /Maximum call stack|allocation failed|Invalid string length/.test(message);
}

function isAbort(error: unknown): boolean {
  return error instanceof DOMException &&
    (error.name === "AbortError" || error.name === "TimeoutError");
}
