/** What builders need from the rest of the runner, handed in when the host module is made. */
import type { JSONSchema } from "@commonfabric/api";
import { currentFrame } from "../frame-powers.ts";
import type { CellScope } from "../types.ts";
import type { PatternValue, Placement, RuntimeCallName } from "./graph.ts";

/** How a cell that code makes is named, typed and filled. */
export interface CellOptions {
  readonly schema?: JSONSchema | undefined;
  readonly cause?: { readonly cause: unknown } | undefined;
  readonly initial?: { readonly value: unknown } | undefined;
  readonly scope?: CellScope | undefined;
}

/** How a pattern is applied: what the derived forms of its factory say. */
export interface ApplyOptions {
  readonly scope?: CellScope;
  readonly placement?: Placement;
}

/** What a call of a built-in gives running code: an answer, or why there is none here. */
export type CalledBuiltin = { readonly answer: unknown } | { readonly refusal: string };

/**
 * What running code can do with factories and cells. The context of an action's frame is an
 * instance; anything else in that place is no running action.
 */
export abstract class ActionOperations {
  abstract instantiate(pattern: PatternValue, inputs: unknown, options: ApplyOptions): unknown;
  abstract applyLift(factory: object, inputs: unknown): unknown;
  abstract bindHandler(factory: object, state: unknown, scope?: CellScope): unknown;
  abstract makeCell(options: CellOptions): unknown;
  /** Asks the host to show `target` when the action's writes stand. */
  abstract navigateTo(target: unknown): unknown;
  /** The answer of a built-in so far, which keeps the running code up to date. */
  abstract callBuiltin(name: RuntimeCallName, inputs: unknown): CalledBuiltin;
  /** The contents of `value` when it is a cell, else the value itself. */
  abstract current(value: unknown): unknown;
}

/** The action whose code runs now; `undefined` after it ended. */
export function runningAction(): ActionOperations | undefined {
  const frame = currentFrame();
  return frame?.open === true && frame.context instanceof ActionOperations
    ? frame.context
    : undefined;
}

export interface BuilderHost {
  /** Deep-frozen copy of plain data; refuses everything else. */
  readonly freezePlainData: <T>(value: T) => T;
  /** Hardens a callback of pattern code. */
  readonly hardenCallback: (callback: object) => void;
  /** Whether two values are the same place; by resolved links, never by content. */
  readonly equals: (a: unknown, b: unknown) => boolean;
  /** Where the API of this host is. */
  readonly apiUrl?: string;
}
