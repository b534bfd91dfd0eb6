/**
 * Where the frame of the running code is kept in a page, which has no asynchronous context: pages
 * take this file for `frame-context-powers.ts`. A frame holds while its code runs, and no longer:
 * after an `await` every gate is closed and no builder can be called, until another frame begins.
 */
import type { FrameContext } from "./frame-context-powers.ts";

/**
 * An empty context. Code that runs outside of every `run` may be the rest of an action or the host;
 * both get a frame of `detached`. A host that calls builders does so in `run(undefined, fn)`.
 */
export function makeFrameContext<F>(detached: () => F): FrameContext<F> {
  let between = detached();
  let current: F | undefined = between;
  let depth = 0;
  return {
    current: () => current,
    run(frame, fn) {
      const outer = current;
      current = frame;
      depth++;
      try {
        return fn();
      } finally {
        depth--;
        // What is counted of detached code is counted anew after each action.
        if (depth === 0) between = detached();
        current = depth === 0 ? between : outer;
      }
    },
  };
}

const { then } = Promise.prototype;
const ignore = () => {};

/**
 * True for a promise of the language that inherits from its class. Asking reads `constructor` of a
 * promise, which may be a getter of the guest: ask in its frame. Any other promise, and one whose
 * getter throws, is a value that nobody awaits.
 */
export function isNativePromise(value: unknown): value is Promise<unknown> {
  // Most values are told here: making an error for each of them would cost more than their frames.
  if (!(value instanceof Promise)) return false;
  try {
    Reflect.apply(then, value, [ignore, ignore]);
    return true;
  } catch {
    return false;
  }
}
