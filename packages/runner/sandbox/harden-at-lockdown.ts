/**
 * Host objects that guests can meet without being given them (classes of thrown errors, wrappers)
 * are frozen deeply as soon as the realm has a hardener. A file registers its own at load; the
 * classes of errors are registered together, by `host/catchable-errors.ts`.
 */

let waiting: object[] = [];
let harden: (<T>(value: T) => T) | undefined;

/** Hardens `value` now, or when the realm is locked down. */
export function hardenAtLockdown<T extends object>(value: T): T {
  if (harden === undefined) waiting.push(value);
  else hardenNow(value, harden);
  return value;
}

/** Called once, by `ensureLockdown`. */
export function hardenWaiting(hardener: <T>(value: T) => T): void {
  harden = hardener;
  const values = waiting;
  waiting = [];
  for (const value of values) hardenNow(value, hardener);
}

/**
 * A class that was declared over the realm's first `Error` gets the one of the compartments as its
 * parent: the first one can capture stacks of the host.
 */
function hardenNow(value: object, hardener: <T>(value: T) => T): void {
  const parent: unknown = Object.getPrototypeOf(value);
  if (typeof parent === "function" && parent.prototype === Error.prototype) {
    Object.setPrototypeOf(value, Error.prototype.constructor);
  }
  hardener(value);
}
