/** The way of an error from where it was caught to whoever listens to the runtime. */
import type { Cancel } from "@commonfabric/storage";
import { artifactInfo } from "../engine/provenance.ts";
import type { RuntimeError } from "../scheduler/errors.ts";
import { type ErrorMapper, runtimeError } from "../scheduler/report.ts";
import type { ErrorContext } from "./runtime-core.ts";

export class ErrorReports {
  readonly #mapError: ErrorMapper;
  readonly #listeners = new Set<(error: RuntimeError) => void>();

  constructor(mapError: ErrorMapper) {
    this.#mapError = mapError;
  }

  listen(fn: (error: RuntimeError) => void): Cancel {
    this.#listeners.add(fn);
    return () => void this.#listeners.delete(fn);
  }

  /** The authored position of what code threw. */
  sourceOf(error: unknown): string | undefined {
    return runtimeError(error, { kind: "action" }, this.#mapError).source;
  }

  report(error: unknown, { kind, piece, action, implementation }: ErrorContext): void {
    const facts = {
      kind,
      piece: piece?.link,
      action,
      patternIdentity: piece?.ref,
      // Operators have no code of their own: they stand in the body of their pattern.
      implementation: implementation ?? artifactInfo(piece?.pattern)?.implementation,
    };
    const record = runtimeError(error, facts, this.#mapError);
    // An error that nobody listens for is still shown to whoever runs the process.
    if (this.#listeners.size === 0) console.error(`${record.name}: ${record.message}`);
    for (const listener of [...this.#listeners]) listener(record);
  }
}
