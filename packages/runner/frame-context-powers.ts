/** Where the frame of the running code is kept: in an asynchronous context, which holds across `await`. */
import { AsyncLocalStorage } from "node:async_hooks";
import { isPromise } from "node:util/types";

/** Knows the innermost frame of the code that runs. */
export interface FrameContext<F> {
  /** `undefined` in code that was started outside of every frame, and in `run(undefined, fn)`. */
  current(): F | undefined;
  /** The result of `fn`, which runs in `frame`, as does what it starts. */
  run<T>(frame: F | undefined, fn: () => T): T;
}

/**
 * An empty context. `detached` makes the frame of code that belongs to nobody the platform could
 * name; here it can name all of them and does not ask.
 */
export function makeFrameContext<F>(_detached: () => F): FrameContext<F> {
  const frames = new AsyncLocalStorage<F | undefined>();
  return {
    current: () => frames.getStore(),
    run: (frame, fn) => frames.run(frame, fn),
  };
}

/** True for a promise of the language; a thenable is a value like any other. */
export function isNativePromise(value: unknown): value is Promise<unknown> {
  return isPromise(value);
}
