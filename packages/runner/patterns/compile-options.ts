/** How a program is compiled, and what a compile that was evaluated gives. */
import type { Identity } from "@commonfabric/module-identity";
import type { SpaceId } from "@commonfabric/storage";
import type { CompiledGraph, EvaluateResult } from "../engine/types.ts";

export interface CompileOptions {
  /** Where the closure must be durable when the promise resolves. */
  readonly space?: SpaceId;
  /** Overrides the program's own; `default` when neither names one. */
  readonly mainExport?: string;
  readonly signal?: AbortSignal;
  /** Called before any compile work. */
  readonly onEntryIdentity?: (identity: Identity) => void;
}

/** A program that was compiled and evaluated, without a choice of export. */
export interface EvaluatedProgram {
  readonly entryIdentity: Identity;
  readonly compiled: CompiledGraph;
  readonly result: EvaluateResult;
}
