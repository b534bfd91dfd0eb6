/**
 * The guest's console. Arguments become text here, by own descriptors and without running guest
 * code, so that a host console never sees an object of a guest.
 */
import { LIMITS } from "@commonfabric/contract";
import { currentFrame, type Frame } from "../frame-powers.ts";
import { nativeLike } from "./native-like.ts";
import { renderForConsole } from "./render-for-console.ts";

/** Takes one line of guest output. `level` is the name of the console method. Must not throw. */
export type ConsoleSink = (level: string, text: string) => void;

/** The methods of a guest console, in alphabetical order. */
export const CONSOLE_METHODS: readonly string[] = Object.freeze([
  ...["assert", "clear", "count", "countReset", "debug", "dir", "dirxml", "error", "group"],
  ...["groupCollapsed", "groupEnd", "info", "log", "table", "time", "timeEnd", "timeLog"],
  ...["timeStamp", "trace", "warn"],
]);

/** A console whose output goes to `sink`. Not hardened yet. */
export function makeGuestConsole(sink: ConsoleSink): object {
  const calls = new WeakMap<Frame, number>();
  const console = Object.create(Object.prototype) as Record<string, unknown>;
  for (const level of CONSOLE_METHODS) {
    const methods = {
      [level](...args: unknown[]): void {
        if (level === "assert" && args[0]) return;
        if (!admits(calls, sink)) return;
        sink(level, renderForConsole(level === "assert" ? args.slice(1) : args));
      },
    };
    console[level] = nativeLike(methods[level]!);
  }
  return console;
}

/** False once the action has used up its calls; the call that uses them up gives the one notice. */
function admits(calls: WeakMap<Frame, number>, sink: ConsoleSink): boolean {
  const frame = currentFrame();
  if (frame === undefined) return true;
  const count = (calls.get(frame) ?? 0) + 1;
  if (count > LIMITS.consoleCallsPerAction + 1) return false;
  calls.set(frame, count);
  if (count <= LIMITS.consoleCallsPerAction) return true;
  sink(
    "warn",
    `This action made more than ${LIMITS.consoleCallsPerAction} console calls; the rest is dropped.`,
  );
  return false;
}
