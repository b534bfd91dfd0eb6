/** What a list of files must satisfy before any of them is read: paths, duplicates, sizes. */
import { compareUtf8, utf8Length } from "@commonfabric/canonical";
import { type Diagnostic, LIMITS, makeDiagnostic, quote, shownText } from "@commonfabric/contract";
import { exceedsLength, exceedsPathLimit, pathProblem } from "../paths.ts";
import type { Program } from "../types.ts";

/** A finding of phase `resolve` about the file `file` as a whole. */
export function fileDiagnostic(
  code: string,
  message: string,
  file: string | null,
  severity: "error" | "warning" = "error",
): Diagnostic {
  return makeDiagnostic({ phase: "resolve", code, message, file, severity });
}

/** A finding that `what` is more than the limit. */
export function limitDiagnostic(what: string, limit: number, file: string | null): Diagnostic {
  return fileDiagnostic("resolve:limit", `${what} exceeds the limit of ${limit}.`, file);
}

/** The findings about the files of `program`; with an error among them nothing may be read. */
export function checkFiles(program: Program): Diagnostic[] {
  const { files } = program;
  if (files.length > LIMITS.programFiles) {
    return [limitDiagnostic("The number of files", LIMITS.programFiles, null)];
  }
  const dataFiles = new Set(program.dataFiles);
  const found: Diagnostic[] = [];
  const seen = new Set<string>();
  let length = 0;
  for (const { name, contents } of files) {
    const data = dataFiles.has(name);
    found.push(...checkPath(name, data ? "data" : "module"));
    if (seen.has(name)) {
      found.push(
        fileDiagnostic("resolve:duplicate-path", `Two files are named ${quote(name)}.`, name),
      );
    }
    seen.add(name);
    const limit = data ? LIMITS.dataFileBytes : LIMITS.authoredFileBytes;
    if (exceedsLength(contents, limit)) {
      found.push(limitDiagnostic(`The size of ${quote(name)}`, limit, name));
    }
    length += contents.length;
  }
  if (exceedsTotal(program, length)) {
    found.push(limitDiagnostic("The size of all files", LIMITS.programBytes, null));
  }
  found.push(...normalFormWarnings(seen));
  return found;
}

/** The finding about one path, if there is one. */
export function checkPath(path: string, kind: "module" | "data"): Diagnostic[] {
  if (exceedsPathLimit(path)) {
    return [
      limitDiagnostic(`The path "${shownText(path.slice(0, 40))}..."`, LIMITS.pathBytes, path),
    ];
  }
  const problem = pathProblem(path, kind);
  if (problem === undefined) return [];
  const message = `${quote(path)} is not a valid module path: ${problem}.`;
  return [fileDiagnostic("resolve:path", message, path)];
}

function exceedsTotal({ files }: Program, length: number): boolean {
  if (length > LIMITS.programBytes) return true;
  if (length * 3 <= LIMITS.programBytes) return false;
  const bytes = files.reduce((sum, { contents }) => sum + utf8Length(contents), 0);
  return bytes > LIMITS.programBytes;
}

/** Paths that only a normal form tells apart are two modules, and most likely a mistake. */
function normalFormWarnings(paths: ReadonlySet<string>): Diagnostic[] {
  const byForm = new Map<string, string>();
  const found: Diagnostic[] = [];
  for (const path of [...paths].filter((name) => /[^\u0020-\u007e]/.test(name)).sort(compareUtf8)) {
    const form = path.normalize("NFC");
    const other = byForm.get(form);
    if (other === undefined) byForm.set(form, path);
    else {
      const message = `${quote(path)} differs from another path only in its normal form.`;
      found.push(fileDiagnostic("resolve:path", message, path, "warning"));
    }
  }
  return found;
}
