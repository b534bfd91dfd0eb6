/** Checks authored text against the type libraries, as a compile does. */
import ts from "typescript";
import { memoryProgram } from "./support/memory-program.ts";

/** The program of one authored file and the type libraries. */
export function programOf(text: string): ts.Program {
  const main = ts.createSourceFile("/main.tsx", text, ts.ScriptTarget.ES2023, true);
  return memoryProgram(new Map([["/main.tsx", main]]), { noEmit: true });
}

/** Errors of `text` as `line: TS<code> message`, libraries included. */
export function typeErrors(text: string, libraries = false): string[] {
  const program = programOf(text);
  const files = libraries ? program.getSourceFiles() : [program.getSourceFile("/main.tsx")!];
  return [
    ...program.getOptionsDiagnostics(),
    ...program.getGlobalDiagnostics(),
    ...files.flatMap((
      f,
    ) => [...program.getSyntacticDiagnostics(f), ...program.getSemanticDiagnostics(f)]),
  ].map(({ file, start, code, messageText }) => {
    const line = file === undefined ? 0 : file.getLineAndCharacterOfPosition(start ?? 0).line + 1;
    const where = file?.fileName === "/main.tsx" ? `${line}` : `${file?.fileName}:${line}`;
    return `${where}: TS${code} ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
  });
}
