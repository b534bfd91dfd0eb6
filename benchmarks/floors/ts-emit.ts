/** `ts-emit`: one more program of the same files, emitted without a check and without transformer. */
import ts from "typescript";
import { FLOOR_OPTIONS, FloorHost } from "./typescript-host.ts";

/** What was emitted, by output path. */
export function tsEmit(
  files: ReadonlyMap<string, string>,
  libraries: ReadonlyMap<string, ts.SourceFile>,
): ReadonlyMap<string, string> {
  const host = new FloorHost(files, libraries);
  const program = ts.createProgram({
    rootNames: [...files.keys(), ...libraries.keys()],
    options: { ...FLOOR_OPTIONS, noCheck: true },
    host,
  });
  for (const path of files.keys()) program.emit(program.getSourceFile(path));
  return host.written;
}
