/** A body whose functions are called from outside a compartment, and read globals inside it. */

/** What the body exports. */
export interface BorderCalls {
  /** `value + 1`. */
  readonly step: (value: number) => number;
  /** Reads two globals `times` times and calls a member of each; gives `times`. */
  readonly readGlobals: (times: number) => number;
}

export const BORDER_BODY = `"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
function step(value) {
    return value + 1;
}
exports.step = step;
function readGlobals(times) {
    let whole = 0;
    for (let i = 0; i < times; i++) {
        if (Math.abs(i) === i && Number.isInteger(i))
            whole++;
    }
    return whole;
}
exports.readGlobals = readGlobals;
`;

/** Calls `step` so often; gives the last value, which is `times`. */
export function callOften(step: BorderCalls["step"], times: number): number {
  let value = 0;
  for (let i = 0; i < times; i++) value = step(value);
  return value;
}
