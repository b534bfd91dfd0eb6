/** The identity of an entry whose files are read one by one: no program has to be in hand. */
import { LIMITS, quote } from "@commonfabric/contract";
import { resolveErrorFrom } from "../errors.ts";
import { type IdentityOptions, identityOptions } from "../identity-options.ts";
import type { Identity, Source } from "../types.ts";
import { checkPath, fileDiagnostic, limitDiagnostic } from "./check-files.ts";
import { locateFileEdges } from "./file-edges.ts";
import { computeEntryIdentity } from "./module-identities.ts";

/** The text of the file at a path of the program, or `undefined` when there is none. */
export type ReadFile = (path: string) => string | undefined | Promise<string | undefined>;

/**
 * The identity of `main`, following relative and grounded specifiers through `readFile`. A file that
 * is only read by `dataFile` is data. Equal to `computeEntryIdentity` of the same files.
 * @throws {ResolveError} when `main` is absent or a reachable specifier is unresolved.
 * @throws {EdgesUnknownError} when edges are not known without a parser.
 */
export async function resolveEntryIdentity(
  main: string,
  readFile: ReadFile,
  given: Partial<IdentityOptions> = {},
): Promise<Identity> {
  const options = identityOptions(given);
  const problems = checkPath(main, "module");
  if (problems.length > 0) throw resolveErrorFrom(problems);
  const { files, dataFiles } = await discover(main, readFile, options);
  return computeEntryIdentity({ main, files, dataFiles }, options);
}

async function discover(
  main: string,
  readFile: ReadFile,
  options: IdentityOptions,
): Promise<{ files: Source[]; dataFiles: string[] }> {
  const files = new Map<string, Source>();
  const absent = new Set<string>();
  const data = new Set<string>();
  const code = new Set([main]); // in discovery order; a set goes on with what is added to it
  const fetched = async (path: string): Promise<Source | undefined> => {
    if (absent.has(path)) return undefined;
    const known = files.get(path);
    if (known !== undefined) return known;
    if (files.size >= LIMITS.programFiles) {
      throw resolveErrorFrom([limitDiagnostic("The number of files", LIMITS.programFiles, null)]);
    }
    const contents = await readFile(path);
    if (contents === undefined) {
      absent.add(path);
      return undefined;
    }
    const file = { name: path, contents };
    files.set(path, file);
    return file;
  };
  for (const path of code) {
    const file = await fetched(path);
    if (file === undefined) {
      if (path === main) throw noMain(main);
      continue;
    }
    for (const edge of locateFileEdges(file, options).edges) {
      if (edge.fetch !== undefined) (edge.data ? data : code).add(edge.fetch);
    }
  }
  for (const path of data) await fetched(path);
  return { files: [...files.values()], dataFiles: [...data].filter((path) => !code.has(path)) };
}

function noMain(main: string): Error {
  const message = `No main module ${quote(main)} in source.`;
  return resolveErrorFrom([fileDiagnostic("resolve:no-main", message, null)]);
}
