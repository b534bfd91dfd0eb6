/** `ts-warm`: create, check and emit one more program, with library files parsed before. */
import ts from "typescript";
import { assertNoErrors, FLOOR_OPTIONS, FloorHost } from "./typescript-host.ts";

/** One compile: its milliseconds and what it emitted, by output path. */
export function tsWarm(
  files: ReadonlyMap<string, string>,
  libraries: ReadonlyMap<string, ts.SourceFile>,
): { readonly ms: number; readonly written: ReadonlyMap<string, string> } {
  const started = performance.now();
  const host = new FloorHost(files, libraries);
  const roots = [...files.keys(), ...libraries.keys()];
  const program = ts.createProgram({ rootNames: roots, options: FLOOR_OPTIONS, host });
  for (const path of files.keys()) {
    const source = program.getSourceFile(path)!;
    assertNoErrors(program.getSyntacticDiagnostics(source));
    assertNoErrors(program.getSemanticDiagnostics(source));
    program.emit(source);
  }
  const ms = performance.now() - started;
  if (host.written.size < files.size) throw new Error("Not every module was emitted.");
  return { ms, written: host.written };
}
