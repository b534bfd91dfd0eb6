/** One file of a program: its text of record, its digest and its list of specifiers. */
import { encodeBase64Url, IllFormedTextError } from "@commonfabric/canonical";
import { type Diagnostic, lineAndColumn, makeDiagnostic, quote } from "@commonfabric/contract";
import { dataDigest, sourceDigest } from "../encoding.ts";
import { EdgesUnknownError } from "../errors.ts";
import type { LocatedList, TextRecord } from "../identity-memo.ts";
import { readListed } from "../listed-specifier.ts";
import { normalizeSource } from "../normalize-source.ts";
import { extensionOf } from "../paths.ts";
import { locateSpecifier } from "../resolve/locate-specifier.ts";
import type { IdentityOptions } from "../identity-options.ts";

/**
 * The normalised text of `contents` with its digest; of data, the text as it is.
 * @throws {IllFormedTextError} for an unpaired surrogate.
 */
export function readText(
  role: "source" | "data",
  contents: string,
  options: IdentityOptions,
): TextRecord {
  const known = options.identityMemo?.text(role, contents);
  if (known !== undefined) return known;
  const text = role === "source" ? normalizeSource(contents) : contents;
  const digest = role === "source"
    ? sourceDigest(options.sha256, text)
    : dataDigest(options.sha256, text);
  if (options.counters !== undefined) options.counters.sourceDigests++;
  const record = { text, digest, digestText: encodeBase64Url(digest), located: undefined };
  options.identityMemo?.keepText(role, contents, record);
  return record;
}

/**
 * The list of specifiers of the file at `path`: by the memo, else by the lexical scan, else by the
 * parser. @throws {EdgesUnknownError} when none of them is sure.
 */
export function specifiersOf(
  path: string,
  record: TextRecord,
  options: IdentityOptions,
): readonly string[] {
  const { memo, scan, parse } = options.edges;
  const extension = extensionOf(path) ?? "";
  const known = memo?.get(record.digestText, extension);
  if (known !== undefined) return known;
  const scanned = scan(record.text, extension);
  const found = scanned === "uncertain" ? parse?.(record.text, extension) : scanned;
  if (found === undefined) throw new EdgesUnknownError(path);
  memo?.put(record.digestText, extension, found);
  return found;
}

/** The specifiers of the file at `path` with what each of them means. */
export function locatedSpecifiers(
  path: string,
  record: TextRecord,
  options: IdentityOptions,
): LocatedList {
  const specifiers = specifiersOf(path, record, options);
  const known = record.located;
  if (known?.path === path && known.specifiers === specifiers) return known;
  const entries = specifiers.map((entry) => {
    const listed = readListed(entry);
    return { listed, location: locateSpecifier(path, listed) };
  });
  return record.located = { path, specifiers, entries };
}

/** The finding for the text of `path` that `thrown` complains of; rethrows everything else. */
export function illFormedDiagnostic(path: string, contents: string, thrown: unknown): Diagnostic {
  if (!(thrown instanceof IllFormedTextError)) throw thrown;
  return makeDiagnostic({
    phase: "resolve",
    code: "resolve:ill-formed",
    message: `${quote(path)} contains an unpaired surrogate at offset ${thrown.offset}.`,
    file: path,
    ...lineAndColumn(contents, thrown.offset),
    offset: thrown.offset,
    length: 1,
  });
}
