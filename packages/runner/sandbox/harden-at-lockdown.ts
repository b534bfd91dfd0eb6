/**
 * Host objects that guests can meet without being given them (classes of thrown errors, wrappers)
 * are frozen deeply as soon as the realm has a hardener. A file registers its own at load.
 */

let waiting: object[] = [];
let harden: (<T>(value: T) => T) | undefined;

/** Hardens `value` now, or when the realm is locked down. */
export function hardenAtLockdown<T extends object>(value: T): T {
  if (harden === undefined) waiting.push(value);
  else harden(value);
  return value;
}

/** Called once, by `ensureLockdown`. */
export function hardenWaiting(hardener: <T>(value: T) => T): void {
  harden = hardener;
  const values = waiting;
  waiting = [];
  for (const value of values) hardener(value);
}
