/** Errors of the graph check, and how they are collected and thrown. */
import { escapeControls, LIMITS, makeDiagnostic } from "@commonfabric/contract";
import { graphHint } from "../messages.ts";
import type { GraphCode } from "../messages.ts";
import type { Rejection, VerifierError } from "../verdict.ts";

/** Thrown for a graph, or a module in it, that may not be evaluated. Carries every error found. */
export class ModuleVerificationError extends Error {
  override readonly name = "ModuleVerificationError";
  readonly errors: readonly VerifierError[];
  /** The module that was refused, as its importer or record key names it. */
  readonly specifier: string;
  readonly authoredPath: string | null;

  constructor(specifier: string, authoredPath: string | null, errors: readonly VerifierError[]) {
    const lines = errors.map(({ code, message, file, line, column }) => {
      const at = file === null ? "" : ` [${file}${line === null ? "" : `:${line}:${column}`}]`;
      return `${code}: ${message}${at}`;
    });
    super(
      `Cannot evaluate ${escapeControls(authoredPath ?? specifier)}: ` +
        lines.map(escapeControls).join("; "),
    );
    this.specifier = specifier;
    this.authoredPath = authoredPath;
    this.errors = errors;
  }
}

/** The error of a module whose body was refused. */
export function rejectionError(
  rejection: Rejection,
  specifier: string,
  authoredPath: string | null,
): ModuleVerificationError {
  return new ModuleVerificationError(specifier, authoredPath, rejection.errors);
}

/** Collects errors of a graph; at most 50 are kept. */
export class GraphErrors {
  readonly #paths: ReadonlyMap<string, string>;
  readonly #errors: VerifierError[] = [];
  #firstKey: string | undefined;

  constructor(paths: ReadonlyMap<string, string>) {
    this.#paths = paths;
  }

  get isEmpty(): boolean {
    return this.#errors.length === 0;
  }

  /** `check` is the number of the check in the rules of graphs: `G1` to `G6`. */
  add(check: string, code: GraphCode, key: string, message: string): void {
    this.#firstKey ??= key;
    if (this.#errors.length >= LIMITS.verifierErrors) return;
    const note = { message: graphHint(code), file: null, line: null, column: null };
    this.#errors.push({
      ...makeDiagnostic({
        phase: "graph",
        code,
        message,
        file: this.#paths.get(key) ?? null,
        notes: [note],
      }),
      rule: check,
    });
  }

  /** @throws {ModuleVerificationError} when anything was found. */
  throwIfAny(): void {
    if (this.#firstKey === undefined) return;
    const key = this.#firstKey;
    throw new ModuleVerificationError(key, this.#paths.get(key) ?? null, this.#errors);
  }
}
