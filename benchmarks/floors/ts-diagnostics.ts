/** The semantic diagnostics of a program, as a gate elsewhere has to find them from the texts. */
import ts from "typescript";
import { FLOOR_OPTIONS, FloorHost } from "./typescript-host.ts";

/** `file:line:column TS<code>` of each diagnostic. */
export function plainDiagnostics(
  files: ReadonlyMap<string, string>,
  libraries: ReadonlyMap<string, ts.SourceFile>,
): string[] {
  const program = ts.createProgram({
    rootNames: [...files.keys(), ...libraries.keys()],
    options: FLOOR_OPTIONS,
    host: new FloorHost(files, libraries),
  });
  return [...files.keys()].flatMap((path) =>
    program.getSemanticDiagnostics(program.getSourceFile(path)).map(({ file, start, code }) => {
      const { line, character } = file!.getLineAndCharacterOfPosition(start ?? 0);
      return `${path}:${line + 1}:${character + 1} TS${code}`;
    })
  );
}
