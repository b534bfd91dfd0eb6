/** The errors of a compile: typed, with every finding at its authored position. */
import {
  compareDiagnostics,
  type Diagnostic,
  LIMITS,
  makeDiagnostic,
} from "@commonfabric/contract";
import { codeFrame } from "./code-frame.ts";

export type CompilationErrorType = "MODULE_NOT_FOUND" | "ERROR";

/** The authored text of a path, for code frames. */
export type TextOf = (path: string) => string | undefined;

/** One finding that can show itself. */
export class CompilationError {
  readonly type: CompilationErrorType;
  readonly diagnostic: Diagnostic;
  readonly #textOf: TextOf;

  constructor(diagnostic: Diagnostic, textOf: TextOf) {
    this.type = isModuleNotFound(diagnostic) ? "MODULE_NOT_FOUND" : "ERROR";
    this.diagnostic = diagnostic;
    this.#textOf = textOf;
  }

  get message(): string {
    return this.diagnostic.message;
  }

  get code(): string {
    return this.diagnostic.code;
  }

  get file(): string | null {
    return this.diagnostic.file;
  }

  get line(): number | null {
    return this.diagnostic.line;
  }

  get column(): number | null {
    return this.diagnostic.column;
  }

  /** `[TYPE] message [file:line:column]`. */
  display(): string {
    return displayDiagnostic(this.type, this.diagnostic);
  }

  /** `display()` followed by a code frame, when text and position are known. */
  displayInline(): string {
    const { file, offset, length } = this.diagnostic;
    const text = file === null || offset === null ? undefined : this.#textOf(file);
    if (text === undefined) return this.display();
    return `${this.display()}\n${codeFrame(text, offset!, length ?? 1)}`;
  }
}

/** Whether a diagnostic says that an import leads nowhere. */
function isModuleNotFound(diagnostic: Diagnostic): boolean {
  return diagnostic.code === "resolve:unresolved" || diagnostic.code === "TS2307" ||
    /^(?:Cannot find module '|Could not resolve ")/.test(diagnostic.message);
}

/** `[TYPE] message [file:line:column]`; the position is left out where it is not known. */
function displayDiagnostic(type: CompilationErrorType, diagnostic: Diagnostic): string {
  const { message, file, line, column } = diagnostic;
  if (file === null) return `[${type}] ${message}`;
  const position = line === null ? file : `${file}:${line}:${column}`;
  return `[${type}] ${message} [${position}]`;
}

/** Thrown when a program has errors of resolution, syntax or types. `errors` is sorted. */
export class CompilerError extends Error {
  override readonly name = "CompilerError";
  readonly errors: readonly CompilationError[];

  constructor(diagnostics: readonly Diagnostic[], textOf: TextOf) {
    const errors = reportedDiagnostics(diagnostics)
      .map((diagnostic) => new CompilationError(diagnostic, textOf));
    super(errors.map((error) => error.display()).join("\n\n"));
    this.errors = errors;
  }

  get diagnostics(): readonly Diagnostic[] {
    return this.errors.map((error) => error.diagnostic);
  }
}

/** Thrown when the transformers refuse a program. `diagnostics` is sorted and holds errors only. */
export class TransformerError extends Error {
  override readonly name = "TransformerError";
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    const reported = reportedDiagnostics(diagnostics);
    super(reported.map((diagnostic) => displayDiagnostic("ERROR", diagnostic)).join("\n\n"));
    this.diagnostics = reported;
  }
}

/**
 * Thrown when the edges under which a module got its identity are not the edges of its syntax tree:
 * nothing may be compiled under that identity. Discard the edge memo's entry for the file and
 * compute identities again.
 */
export class EdgeMismatchError extends Error {
  override readonly name = "EdgeMismatchError";
  readonly path: string;
  readonly sourceDigest: string;

  constructor(path: string, sourceDigest: string) {
    super(`The edges of "${path}" differ from its syntax tree.`);
    this.path = path;
    this.sourceDigest = sourceDigest;
  }
}

/** Thrown by a synchronous accessor of the compiler when nobody awaited `ensureCompiler()`. */
export class CompilerNotLoadedError extends Error {
  override readonly name = "CompilerNotLoadedError";
  constructor() {
    super("The compiler is not loaded");
  }
}

/** Sorted, without repetitions, cut at the limit with one summary line in place of the rest. */
export function reportedDiagnostics(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const sorted = [...diagnostics].sort(compareDiagnostics);
  const distinct = sorted.filter((diagnostic, index) => {
    const before = sorted[index - 1];
    return before === undefined || compareDiagnostics(before, diagnostic) !== 0;
  });
  const limit = LIMITS.reportedDiagnostics;
  if (distinct.length <= limit) return distinct;
  const rest = distinct.slice(limit);
  const severity = rest.some((diagnostic) => diagnostic.severity === "error") ? "error" : "warning";
  return [
    ...distinct.slice(0, limit),
    makeDiagnostic({
      severity,
      phase: rest[0]!.phase,
      code: "syntax:limit",
      message: `${rest.length} more diagnostics are not shown.`,
    }),
  ];
}
