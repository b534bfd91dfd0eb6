/**
 * A function whose flow of control is too large for TypeScript. The checker then stops looking at
 * flow for every other file as well, and what it says of them is worth nothing: bodies would come
 * to depend on their neighbours. So such a function is an error, types checked or not.
 */
import type ts from "typescript";
import type { Diagnostic } from "@commonfabric/contract";
import { fromTypeScript } from "./diagnostics.ts";

/** "The containing function or module body is too large for control flow analysis." */
const TOO_LARGE = 2563;

/** What a checker has found in one file, whatever comments in it say; not in the public interface. */
interface KeepsDiagnostics {
  getDiagnostics(file: ts.SourceFile): readonly ts.Diagnostic[];
}

/**
 * The functions of `files` that made the checker give up. A file whose types are not checked costs
 * nothing; others must have been checked before, or they are checked here.
 */
export function flowLimitErrors(
  program: ts.Program,
  files: readonly ts.SourceFile[],
): readonly Diagnostic[] {
  const checker = program.getTypeChecker() as ts.TypeChecker & KeepsDiagnostics;
  return files.flatMap((file) => checker.getDiagnostics(file))
    .filter(({ code }) => code === TOO_LARGE)
    .map((diagnostic) => fromTypeScript(diagnostic, "type"));
}
