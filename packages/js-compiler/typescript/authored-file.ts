/**
 * One parse per authored file: tree, edges and pre-checks of a (path, text) are made once per
 * process and shared. Trees are never mutated, except by TypeScript's own binder.
 */
import ts from "typescript";
import { BoundedMap, utf8Length } from "@commonfabric/canonical";
import {
  type Counters,
  type Diagnostic,
  LIMITS,
  lineAndColumn,
  makeDiagnostic,
} from "@commonfabric/contract";
import type { HostTable } from "@commonfabric/contract";
import { nestingOffset } from "../nesting.ts";
import { sourceFileOptions } from "./options.ts";
import { scanEdges } from "./scan-edges.ts";

/** An authored file with its tree. */
export class AuthoredFile {
  readonly path: string;
  readonly text: string;
  readonly sourceFile: ts.SourceFile;
  #specifiers: readonly string[] | undefined;
  #checked: { readonly hosts: HostTable; readonly diagnostics: readonly Diagnostic[] } | undefined;

  constructor(path: string, sourceFile: ts.SourceFile) {
    this.path = path;
    this.text = sourceFile.text;
    this.sourceFile = sourceFile;
  }

  /** Specifiers by the syntax tree, as identity wants them. */
  get specifiers(): readonly string[] {
    return this.#specifiers ??= scanEdges(this.sourceFile);
  }

  /** The pre-checks' findings, computed once per host table. */
  preChecks(
    hosts: HostTable,
    check: (file: AuthoredFile, hosts: HostTable) => readonly Diagnostic[],
  ): readonly Diagnostic[] {
    if (this.#checked?.hosts !== hosts) {
      this.#checked = { hosts, diagnostics: check(this, hosts) };
    }
    return this.#checked.diagnostics;
  }
}

/** Thrown for a text that TypeScript must not be asked to parse, or could not. */
export class UnparsableError extends Error {
  override readonly name = "UnparsableError";
  readonly diagnostic: Diagnostic;
  constructor(diagnostic: Diagnostic) {
    super(diagnostic.message);
    this.diagnostic = diagnostic;
  }
}

const MAX_FILES = 512;
const MAX_TEXT_BYTES = 64 * 1024 * 1024;

/** The process-wide table of authored files. */
class AuthoredFiles {
  readonly #files = new BoundedMap<string, AuthoredFile>(
    MAX_FILES,
    (_key, file) => (this.#bytes -= file.text.length),
  );
  /** Trees that were parsed for their edges, before their path was known. */
  readonly #unnamed = new BoundedMap<string, AuthoredFile>(MAX_FILES);
  #bytes = 0;

  /** The file at `path` with `text`, whose digest is `sourceDigest`. @throws {UnparsableError} */
  get(path: string, text: string, sourceDigest: string, counters?: Counters): AuthoredFile {
    const key = `${sourceDigest} ${path}`;
    const known = this.#files.get(key);
    if (known !== undefined) return known;
    const file = this.#adopt(path, text) ?? parse(path, text);
    // A tree that was parsed for its edges counts here, once, under the path that uses it.
    if (counters !== undefined) counters.authoredParses++;
    this.#files.set(key, file);
    this.#bytes += text.length;
    while (this.#bytes > MAX_TEXT_BYTES && this.#files.size > 1) {
      const [oldest, evicted] = this.#files.oldest()!;
      this.#files.delete(oldest);
      this.#bytes -= evicted.text.length;
    }
    return file;
  }

  /** The specifiers of `text`; its tree is kept for the path that asks next. */
  edges(text: string, extension: string): readonly string[] {
    const key = extension + text;
    let file = this.#unnamed.get(key);
    if (file === undefined) {
      file = parse(`/unnamed${extension}`, text);
      this.#unnamed.set(key, file);
    }
    return file.specifiers;
  }

  #adopt(path: string, text: string): AuthoredFile | undefined {
    const key = extensionOf(path) + text;
    const unnamed = this.#unnamed.get(key);
    if (unnamed === undefined) return undefined;
    this.#unnamed.delete(key);
    // Nothing has bound or shared this tree yet, so it may still take its name.
    unnamed.sourceFile.fileName = path;
    return new AuthoredFile(path, unnamed.sourceFile);
  }
}

export const authoredFiles: AuthoredFiles = new AuthoredFiles();

const EXTENSION = /(?:\.d)?\.[cm]?[jt]sx?$/;

/** The accepted extension at the end of `path`, `.d.ts` included; empty when there is none. */
export function extensionOf(path: string): string {
  return EXTENSION.exec(path)?.[0] ?? "";
}

function parse(path: string, text: string): AuthoredFile {
  const deep = nestingOffset(text, LIMITS.bracketDepth);
  if (deep >= 0) throw new UnparsableError(nestingDiagnostic(path, text, deep));
  if (utf8Length(text) > LIMITS.authoredFileBytes) {
    throw new UnparsableError(makeDiagnostic({
      phase: "syntax",
      code: "syntax:limit",
      message: `The text exceeds the limit of ${LIMITS.authoredFileBytes} bytes.`,
      file: path,
    }));
  }
  return new AuthoredFile(
    path,
    withStackGuard(path, () => ts.createSourceFile(path, text, sourceFileOptions(), true)),
  );
}

/** Runs `work`; an exhausted stack becomes the nesting error of `path`. @throws {UnparsableError} */
export function withStackGuard<T>(path: string | null, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof RangeError) || !/call stack/i.test(error.message)) throw error;
    throw new UnparsableError(nestingDiagnostic(path, undefined, 0));
  }
}

function nestingDiagnostic(
  path: string | null,
  text: string | undefined,
  offset: number,
): Diagnostic {
  return makeDiagnostic({
    phase: "syntax",
    code: "syntax:nesting",
    message: `Nesting is deeper than ${LIMITS.bracketDepth} levels.`,
    file: path,
    ...(text === undefined ? {} : { ...lineAndColumn(text, offset), offset, length: 1 }),
  });
}
