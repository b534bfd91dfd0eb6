/** What the compiler, the resolver or the verifier say of a program, as the data of an answer. */
import { type Diagnostic } from "@commonfabric/contract";
import { CompilationError, CompilerError, TransformerError } from "@commonfabric/js-compiler";
import { ResolveError } from "@commonfabric/module-identity";
import { ModuleVerificationError } from "@commonfabric/sandbox-verifier";
import { messageOf } from "./active-request.ts";

/** One finding. Line and column are 1-based, 0 where they are not known. */
export interface CompileFinding {
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly type: string;
  readonly file?: string;
}

/** The findings of `error`; one without a position for what is no finding of a tool. */
export function compileFindings(error: unknown): readonly CompileFinding[] {
  const errors = diagnosticsOf(error).filter(({ severity }) => severity === "error");
  if (errors.length > 0) return errors.map(findingOf);
  return [{ line: 0, column: 0, message: messageOf(error), type: "ERROR" }];
}

function diagnosticsOf(error: unknown): readonly Diagnostic[] {
  if (error instanceof CompilerError || error instanceof TransformerError) return error.diagnostics;
  if (error instanceof ResolveError) return error.diagnostics;
  return error instanceof ModuleVerificationError ? error.errors : [];
}

function findingOf(diagnostic: Diagnostic): CompileFinding {
  const { line, column, message, file } = diagnostic;
  const { type } = new CompilationError(diagnostic, () => undefined);
  return {
    line: line ?? 0,
    column: column ?? 0,
    message: messageOf(message),
    type,
    ...(file === null ? {} : { file }),
  };
}
