/**
 * Lists of specifiers, as scans, the edge memo and the tree scan exchange them: plain text, where a
 * data edge has the prefix `data:`.
 *
 * An authored `import "data:..."` must not read as a data edge, so an import whose own text starts
 * with one of the two prefixes is listed with `import:` before it.
 */

const DATA = "data:";
const IMPORT = "import:";

/** What one entry of a list stands for. `specifier` is the text between the quotes. */
export interface ListedSpecifier {
  readonly data: boolean;
  readonly specifier: string;
}

/** The entry of an import of `specifier`. */
export function listedImport(specifier: string): string {
  return specifier.startsWith(DATA) || specifier.startsWith(IMPORT)
    ? IMPORT + specifier
    : specifier;
}

/** The entry of `dataFile("specifier")`. */
export function listedData(specifier: string): string {
  return DATA + specifier;
}

/** Reads an entry made by {@link listedImport} or {@link listedData}. */
export function readListed(entry: string): ListedSpecifier {
  if (entry.startsWith(DATA)) return { data: true, specifier: entry.slice(DATA.length) };
  if (entry.startsWith(IMPORT)) return { data: false, specifier: entry.slice(IMPORT.length) };
  return { data: false, specifier: entry };
}
