/** What has happened in a run so far: the parts of its document, in the order in which they came. */
import { type Counters, type Diagnostic, makeCounters } from "@commonfabric/contract";
import type { LoggedEvent } from "@commonfabric/runner";
import type { Timings } from "../output/timings.ts";
import type { PatternPointer } from "./open-piece.ts";
import type { ConsoleLine } from "./run-report.ts";
import type { StepReport } from "./run-steps.ts";
import type { RuntimeErrorShape } from "./runtime-error-shape.ts";

/** A piece that was opened. */
export interface OpenedPieceShape {
  readonly pattern: PatternPointer | null;
  /** Address of its result. */
  readonly piece: string;
  readonly resumed: boolean;
}

/** What the piece holds when the steps are done. */
export interface RunEnd {
  readonly argument: unknown;
  readonly result: unknown;
  readonly view: unknown;
}

/** What a run spent. */
export interface RunCosts {
  readonly counters: Counters;
  readonly timings: Timings;
}

export type RunEntry =
  | { readonly kind: "diagnostics"; readonly diagnostics: readonly Diagnostic[] }
  | { readonly kind: "opened"; readonly opened: OpenedPieceShape }
  | { readonly kind: "console"; readonly line: ConsoleLine }
  | { readonly kind: "error"; readonly error: RuntimeErrorShape }
  | { readonly kind: "step"; readonly step: StepReport }
  | { readonly kind: "trace"; readonly event: LoggedEvent }
  | { readonly kind: "hint"; readonly text: string }
  | { readonly kind: "end"; readonly end: Partial<RunEnd> }
  | { readonly kind: "kept" }
  | { readonly kind: "costs"; readonly costs: RunCosts };

export class RunRecord {
  readonly console: ConsoleLine[] = [];
  readonly errors: RuntimeErrorShape[] = [];
  readonly steps: StepReport[] = [];
  readonly trace: LoggedEvent[] = [];
  readonly diagnostics: Diagnostic[] = [];
  opened: OpenedPieceShape | undefined;
  end: RunEnd = { argument: null, result: null, view: null };
  /** Whether it went on until an interrupt, as it was told to. */
  wasKept = false;
  costs: RunCosts | undefined;
  readonly #hint: (text: string) => void;

  constructor(hint: (text: string) => void) {
    this.#hint = hint;
  }

  add(entry: RunEntry): void {
    switch (entry.kind) {
      case "diagnostics":
        return void this.diagnostics.push(...entry.diagnostics);
      case "opened":
        this.opened = entry.opened;
        return;
      case "console":
        return void this.console.push(entry.line);
      case "error":
        return void this.errors.push(entry.error);
      case "step":
        return void this.steps.push(entry.step);
      case "trace":
        return void this.trace.push(entry.event);
      case "hint":
        return this.#hint(entry.text);
      case "end":
        this.end = { ...this.end, ...entry.end };
        return;
      case "kept":
        this.wasKept = true;
        return;
      case "costs":
        this.costs = entry.costs;
        return;
    }
    entry satisfies never;
  }

  /** Whether nothing went wrong. */
  get isClean(): boolean {
    return !this.diagnostics.some(({ severity }) => severity === "error") &&
      this.errors.length === 0 && this.steps.every(({ ok }) => ok);
  }

  /** What several runtimes counted, together. */
  countersWith(others: Counters): Counters {
    return added(others, this.costs?.counters ?? makeCounters()) as unknown as Counters;
  }
}

/** Two objects of numbers of the same shape, added up. */
function added(one: object, other: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(one).map(([name, value]) => {
      const more: unknown = Reflect.get(other, name);
      return [
        name,
        typeof value === "object"
          ? added(value as object, more as object)
          : value + (more as number),
      ];
    }),
  );
}
