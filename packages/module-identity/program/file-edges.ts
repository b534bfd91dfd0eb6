/**
 * Edges of single files, for callers that meet a program file by file: a program resolver that
 * fetches what a file imports, and tools that show where imports stand.
 */
import { EdgesUnknownError, ResolveError } from "../errors.ts";
import type { TextRecord } from "../identity-memo.ts";
import { readListed } from "../listed-specifier.ts";
import { exceedsPathLimit, extensionOf, pathProblem } from "../paths.ts";
import type { Location } from "../resolve/locate-specifier.ts";
import { type EdgeForm, scanEdges, type ScannedEdge } from "../scan/scan-edges.ts";
import { type IdentityOptions, identityOptions } from "../identity-options.ts";
import type { Source } from "../types.ts";
import { illFormedDiagnostic, locatedSpecifiers, readText, specifiersOf } from "./read-file.ts";

/** One specifier of a file and what it means before any other file is known. */
export interface LocatedEdge {
  readonly specifier: string;
  readonly data: boolean;
  readonly location: Location;
  /** The path to fetch; absent for bare and refused specifiers and for paths no file may have. */
  readonly fetch?: string;
}

/** A file as read: what identity hashes, and where it leads. */
export interface FileEdges {
  /** Normalised text. */
  readonly text: string;
  /** Base64url. */
  readonly sourceDigest: string;
  /** Each specifier once, in source order. */
  readonly edges: readonly LocatedEdge[];
}

/**
 * Reads `file` and locates its edges. Whether a target exists is for `analyzeProgram` to say, once
 * all files are there; it uses the same locations.
 * @throws {ResolveError} `resolve:ill-formed`. @throws {EdgesUnknownError}
 */
export function locateFileEdges(file: Source, options: IdentityOptions): FileEdges {
  const record = readSource(file, options);
  const edges = locatedSpecifiers(file.name, record, options).entries.map(
    ({ listed, location }) => {
      const { specifier, data } = listed;
      const path = location.kind === "file" ? location.path : undefined;
      const valid = path !== undefined && !exceedsPathLimit(path) &&
        pathProblem(path, data ? "data" : "module") === undefined;
      return valid ? { specifier, data, location, fetch: path } : { specifier, data, location };
    },
  );
  return { text: record.text, sourceDigest: record.digestText, edges };
}

/**
 * The specifiers of `file`, each once, in source order, data edges as `data:./x`.
 * @throws {ResolveError} `resolve:ill-formed`. @throws {EdgesUnknownError}
 */
export function collectImportSpecifiers(
  file: Source,
  given: Partial<IdentityOptions> = {},
): readonly string[] {
  const options = identityOptions(given);
  return specifiersOf(file.name, readSource(file, options), options);
}

/** An edge of a file with its syntax and place; both unknown when only a parser read the file. */
export interface FileImport {
  readonly specifier: string;
  readonly form: EdgeForm | null;
  readonly typeOnly: boolean;
  /** Offset and length of the text between the quotes in the normalised text. */
  readonly offset: number | null;
  readonly length: number | null;
}

/**
 * The edges of `file` as they stand in its text, repetitions included.
 * @throws {ResolveError} `resolve:ill-formed`. @throws {EdgesUnknownError}
 */
export function getImports(
  file: Source,
  given: Partial<IdentityOptions> = {},
): readonly FileImport[] {
  const options = identityOptions(given);
  const record = readSource(file, options);
  const extension = extensionOf(file.name) ?? "";
  const scanned: readonly ScannedEdge[] | "uncertain" = scanEdges(record.text, extension);
  if (scanned !== "uncertain") return scanned;
  const parsed = options.edges.parse?.(record.text, extension);
  if (parsed === undefined) throw new EdgesUnknownError(file.name);
  return parsed.map((entry) => {
    const { data, specifier } = readListed(entry);
    const form = data ? "data" : null;
    return { specifier, form, typeOnly: false, offset: null, length: null };
  });
}

function readSource(file: Source, options: IdentityOptions): TextRecord {
  try {
    return readText("source", file.contents, options);
  } catch (thrown) {
    const diagnostic = illFormedDiagnostic(file.name, file.contents, thrown);
    throw new ResolveError(diagnostic.code, diagnostic.message, [diagnostic]);
  }
}
