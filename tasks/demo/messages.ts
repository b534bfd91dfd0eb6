/** What the two processes of the demo tell their parent: one JSON message a line. */
import type { Counters } from "@commonfabric/contract";
import type { NotebookState } from "./notebook-state.ts";

/** One stage of a load: how long it took, and what there is to say of it. */
export interface Stage {
  readonly name: string;
  readonly ms: number;
  readonly remark: string;
}

export interface ModuleRow {
  readonly path: string;
  readonly identity: string;
  /** Modules that it reaches through imports, itself included. */
  readonly closure: number;
}

/** Where a piece is. The other process gets this and nothing else. */
export interface PieceAddress {
  readonly space: string;
  readonly id: string;
}

export interface CreatedReport {
  readonly piece: PieceAddress;
  readonly pointer: { readonly identity: string; readonly symbol: string };
  readonly modules: readonly ModuleRow[];
  readonly stages: readonly Stage[];
  readonly state: NotebookState;
  readonly counters: Counters;
}

export interface ResumedReport {
  readonly stages: readonly Stage[];
  /** Names of the events of the load, in order. */
  readonly events: readonly string[];
  readonly before: NotebookState;
  readonly after: NotebookState;
  readonly counters: Counters;
}

export type Message<T> =
  | { readonly progress: string; readonly done?: number; readonly total?: number }
  | { readonly report: T };

/** Tells the parent. */
export function tell<T>(message: Message<T>): void {
  console.log(JSON.stringify(message));
}
