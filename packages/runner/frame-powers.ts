/**
 * Frames: in which kind of code the host is right now. Gates (clock, entropy, fetch) and builders
 * ask `currentFrame()`. The frame holds across helpers, callbacks and, where the platform has an
 * asynchronous context, `await`; a closure that outlives its action finds the frame closed.
 */
import { isNativePromise, makeFrameContext } from "./frame-context-powers.ts";
import type { FetchPower } from "./sandbox/fetch-power.ts";

/** `detached`: code that may be the rest of an action, where the platform cannot tell. */
export type FrameKind = "module-evaluation" | "pattern" | "computation" | "handler" | "detached";

/** What builders record while a module is evaluated. The loader reads it when the component ends. */
export interface ModuleEvaluation {
  /** Identity of the module whose body (or whose pattern's body) runs. */
  readonly identity: string;
  /** Builder artifacts in order of creation. */
  readonly created: object[];
}

/** One running piece of guest code. */
export interface Frame {
  readonly kind: FrameKind;
  /** False once the action ended: a leaked closure has no capability. */
  open: boolean;
  /** Time of the event a handler serves, in milliseconds; gates floor it to one second. */
  readonly eventTimeMs?: number;
  /** Numbers in [0, 1), seeded per event, equal on retries. */
  readonly random?: () => number;
  /** The network, in a handler of a host that grants it. */
  readonly fetch?: FetchPower;
  /** What runs, for those who watch: the function, or the authored path of a module. */
  readonly code?: object | string;
  /** Present while a module, or a pattern of a module that is being loaded, is evaluated. */
  readonly evaluation?: ModuleEvaluation;
  /** Whatever the part of the runner that opened the frame needs to find again. */
  readonly context?: unknown;
}

const frames = makeFrameContext<Frame>(() => ({ kind: "detached", open: false }));

let watch: ((frame: Frame) => void) | undefined;

/** Tells `fn` of every frame of the realm before its code runs; it must not throw. One watches. */
export function watchFrames(fn: (frame: Frame) => void): void {
  watch = fn;
}

/** The innermost frame, open or closed; `undefined` in host code. */
export function currentFrame(): Frame | undefined {
  return frames.current();
}

/** A new open frame. */
export function makeFrame(fields: Omit<Frame, "open">): Frame {
  return { ...fields, open: true };
}

/**
 * Runs `fn` inside `frame` and gives its result. The frame is closed when `fn` returns or throws;
 * when it returns a native promise, once that is settled. Such a promise comes back as one of the
 * host: awaiting a promise of a guest runs whatever its `constructor` or `then` is, so that happens
 * here, inside the frame.
 */
export function runInFrame<T>(frame: Frame, fn: () => T): T {
  let settlesLater = false;
  watch?.(frame);
  try {
    return frames.run(frame, () => {
      const result = fn();
      if (!isNativePromise(result)) return result;
      settlesLater = true;
      return settle(frame, result) as T;
    });
  } finally {
    if (!settlesLater) frame.open = false;
  }
}

export { isNativePromise };

/** Runs host code without a frame: work that only happens to be started by guest code. */
export function runWithoutFrame<T>(fn: () => T): T {
  return frames.run(undefined, fn);
}

function settle(frame: Frame, given: Promise<unknown>): Promise<unknown> {
  const settled = closeWhenSettled(frame, given);
  // The rejection belongs to whoever is given the promise; a caller may have no use for it.
  settled.catch(() => {});
  return settled;
}

async function closeWhenSettled(frame: Frame, given: Promise<unknown>): Promise<unknown> {
  try {
    return await given;
  } finally {
    frame.open = false;
  }
}
