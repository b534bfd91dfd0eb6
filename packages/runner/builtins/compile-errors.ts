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

const POSITION = /^(.*):([0-9]+):([0-9]+)$/;

/**
 * The findings of `error`. What is no finding of a tool was thrown by the program: `source` is the
 * authored position of it, `/file:line:column`, where one is known.
 */
export function compileFindings(
  error: unknown,
  source: string | undefined,
): readonly CompileFinding[] {
  const errors = diagnosticsOf(error).filter(({ severity }) => severity === "error");
  if (errors.length > 0) return errors.map(findingOf);
  const thrown = { message: messageOf(error), type: "ERROR" };
  const [, file, line, column] = POSITION.exec(source ?? "") ?? [];
  if (file === undefined) return [{ ...thrown, line: 0, column: 0 }];
  return [{ ...thrown, line: Number(line), column: Number(column), file }];
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
