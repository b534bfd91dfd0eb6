/** Waiting with an end: guest code may never answer, a command does. */

export type SetTimer = (ms: number, fn: () => void) => () => void;

/** Something took longer than `--timeout`. */
export class TimeLimitError extends Error {
  override readonly name = "TimeLimitError";
  constructor(what: string, ms: number) {
    super(`${what} did not end within ${ms} ms`);
  }
}

export interface TimeLimit {
  readonly ms: number;
  readonly setTimer: SetTimer;
}

/** What `work` gives. @throws {TimeLimitError} when it takes longer than `ms`; it goes on unseen */
export async function within<T>(
  work: Promise<T>,
  what: string,
  { ms, setTimer }: TimeLimit,
): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const cancel = setTimer(ms, () => reject(new TimeLimitError(what, ms)));
  try {
    return await Promise.race([work, promise]);
  } finally {
    cancel();
  }
}

/** Resolves after `ms`. */
export function pause(ms: number, setTimer: SetTimer): Promise<void> {
  return new Promise((resolve) => void setTimer(ms, resolve));
}

/** `work`, or `undefined` as soon as `signal` is aborted; `work` then ends with the runtime. */
export async function interruptible<T>(
  work: Promise<T>,
  signal: AbortSignal,
): Promise<T | undefined> {
  if (signal.aborted) return undefined;
  const { promise, resolve: stop } = Promise.withResolvers<undefined>();
  const onAbort = (): void => stop(undefined);
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}
