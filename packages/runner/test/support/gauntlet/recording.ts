/**
 * What one copy of a module does to the world around it: calls of the host in order, tripwires that
 * fired, and the callbacks that builders took. Host stubs are shared by all copies, so the copy
 * that runs is named here while it does.
 */

/** One copy's record. */
export interface Recording {
  /** Host calls in order, such as `require ./a.ts` and `builder lift(function,object)`. */
  readonly log: string[];
  /** Tripwires that fired. */
  readonly trips: string[];
  /** Functions that builders were given, in order. */
  readonly callbacks: Callback[];
}

export interface Callback {
  readonly builder: string;
  readonly fn: (...args: unknown[]) => unknown;
}

/** A guest that calls the world more often gets an error: loops over what it answers end so. */
const LOG_BOUND = 5_000;

let current: Recording | undefined;

export function makeRecording(): Recording {
  return { log: [], trips: [], callbacks: [] };
}

/** Runs `fn` as the copy behind `recording`. */
export function recordTo<T>(recording: Recording, fn: () => T): T {
  const outer = current;
  current = recording;
  try {
    return fn();
  } finally {
    current = outer;
  }
}

/** Adds to the log of the copy that runs; outside every copy nothing is recorded. */
export function noteCall(text: string): void {
  if (current === undefined) return;
  if (current.log.length >= LOG_BOUND) throw new RangeError("The guest calls too often");
  current.log.push(text);
}

export function noteTrip(text: string): void {
  if (current !== undefined && current.trips.length < LOG_BOUND) current.trips.push(text);
}

export function noteCallback(callback: Callback): void {
  if (current !== undefined && current.callbacks.length < LOG_BOUND) {
    current.callbacks.push(callback);
  }
}
