/**
 * A program on disk with everything that can be said of it without compiling, also when its closure
 * is incomplete: what was found, what is missing, and where.
 */
import { nodeSha256 } from "@commonfabric/canonical";
import { type Counters, type Diagnostic, makeDiagnostic } from "@commonfabric/contract";
import { hostTable } from "@commonfabric/api";
import {
  CompilerError,
  ensureCompiler,
  FileSystemProgramResolver,
  type ParseEdges,
  type ProgramResolver,
  type ResolvedProgram,
  resolveProgram,
  ResolverError,
} from "@commonfabric/js-compiler";
import {
  analyzeProgram,
  type EdgeMemo,
  EdgesUnknownError,
  type IdentityOptions,
  makeIdentityMemo,
  normalizeSource,
  type ProgramAnalysis,
  scanImports,
  type Source,
} from "@commonfabric/module-identity";
import type { StageClock } from "../output/timings.ts";

/** Where a program is. Host paths, absolute. */
export interface ProgramLocation {
  readonly path: string;
  readonly root: string;
  /** A file that is data whatever its name says. */
  readonly dataFile?: string | undefined;
}

export interface DiscoveryOptions {
  readonly counters: Counters;
  readonly memo?: EdgeMemo;
  readonly mainExport?: string | undefined;
  readonly clock: StageClock;
}

export interface DiscoveredProgram {
  /** Program path of the entry. */
  readonly main: string;
  /** The closed program; absent when something is missing. */
  readonly program?: ResolvedProgram;
  /** Absent when not even the entry could be read. */
  readonly analysis?: ProgramAnalysis;
  /** Errors of resolution and identity. */
  readonly diagnostics: readonly Diagnostic[];
  /** Normalised authored text by path, for code frames. */
  readonly textOf: (path: string) => string | undefined;
}

/** Discovers and analyses a program. Mistakes of its author are diagnostics, never exceptions. */
export async function discoverProgram(
  location: ProgramLocation,
  options: DiscoveryOptions,
): Promise<DiscoveredProgram> {
  const { counters, memo, clock, mainExport } = options;
  const found = new Map<string, Source>();
  const textOf = (path: string): string | undefined => {
    const contents = found.get(path)?.contents;
    return contents?.isWellFormed() ? normalizeSource(contents) : undefined;
  };
  const main = programPath(location.path, location.root);
  let parse: ParseEdges | undefined;
  const loadParseEdges = async (): Promise<ParseEdges> =>
    parse = (await ensureCompiler(counters)).parseEdges;

  let program: ResolvedProgram | undefined;
  let diagnostics: readonly Diagnostic[] = [];
  let dataFiles: readonly string[] = [];
  let isRefused = false;
  try {
    await clock.measure("resolve", async () => {
      const files = new FileSystemProgramResolver(location.path, location.root);
      const extra = await readDataFile(location, files);
      if (extra !== undefined) dataFiles = [extra.name];
      const resolved = await resolveProgram(recording(files, found), {
        hosts: hostTable,
        sha256: nodeSha256,
        counters,
        loadParseEdges,
        ...(memo === undefined ? {} : { memo }),
        ...(mainExport === undefined ? {} : { mainExport }),
      });
      program = extra === undefined ? resolved : withDataFile(resolved, extra);
    });
  } catch (error) {
    isRefused = error instanceof CompilerError;
    diagnostics = resolutionDiagnostics(error, location);
  }
  const known = program ?? (found.size === 0 ? undefined : partialProgram(main, found, dataFiles));
  if (known === undefined) return { main, diagnostics, textOf };

  const analyze = analyzer({ counters, memo, parse, loadParseEdges });
  const analysis = await clock.measure("identity", () => analyze(known));
  // A refusal of the resolver names what it missed, with hints; an unreadable path says less than
  // the import that leads to it.
  const isUnreadable = program === undefined && !isRefused && analysis.missing.length > 0;
  if (diagnostics.length === 0 || isUnreadable) diagnostics = analysis.diagnostics;
  const isClosed = program !== undefined && analysis.complete;
  return { main, ...(isClosed ? { program: program! } : {}), analysis, diagnostics, textOf };
}

/** A closed program that is at hand, analysed in the same way. */
export async function analyzeClosedProgram(
  program: ResolvedProgram,
  { counters, memo, clock }: DiscoveryOptions,
): Promise<DiscoveredProgram> {
  const texts = new Map(program.files.map(({ name, contents }) => [name, contents]));
  const loadParseEdges = async () => (await ensureCompiler(counters)).parseEdges;
  const analyze = analyzer({ counters, memo, parse: undefined, loadParseEdges });
  const analysis = await clock.measure("identity", () => analyze(program));
  return {
    main: program.main,
    ...(analysis.complete ? { program } : {}),
    analysis,
    diagnostics: analysis.diagnostics,
    textOf: (path) => texts.get(path),
  };
}

interface AnalyzerParts {
  readonly counters: Counters;
  readonly memo: EdgeMemo | undefined;
  /** Present when resolution needed it. */
  readonly parse: ParseEdges | undefined;
  readonly loadParseEdges: () => Promise<ParseEdges>;
}

/** The analysis of programs that share texts; loads the parser when the scan is not sure. */
function analyzer(parts: AnalyzerParts): (program: ResolvedProgram) => Promise<ProgramAnalysis> {
  const identityMemo = makeIdentityMemo();
  let { parse } = parts;
  const analyze = (program: ResolvedProgram): ProgramAnalysis => {
    const edges = {
      scan: scanImports,
      ...(parts.memo === undefined ? {} : { memo: parts.memo }),
      ...(parse === undefined ? {} : { parse }),
    };
    const { counters } = parts;
    const options: IdentityOptions = {
      hosts: hostTable,
      sha256: nodeSha256,
      counters,
      identityMemo,
      edges,
    };
    return analyzeProgram(program, options);
  };
  return async (program) => {
    try {
      return analyze(program);
    } catch (error) {
      if (!(error instanceof EdgesUnknownError)) throw error;
      parse = await parts.loadParseEdges();
      return analyze(program);
    }
  };
}

/** The path of a host file below `root` as programs name it; the file's name when it is outside. */
function programPath(path: string, root: string): string {
  const prefix = root.endsWith("/") ? root : `${root}/`;
  return path.startsWith(prefix)
    ? `/${path.slice(prefix.length)}`
    : path.slice(path.lastIndexOf("/"));
}

/** `resolver`, which also remembers every file it answered with. */
function recording(resolver: ProgramResolver, found: Map<string, Source>): ProgramResolver {
  const noted = (source: Source | undefined): Source | undefined => {
    if (source !== undefined) found.set(source.name, source);
    return source;
  };
  return {
    main: async () => noted(await resolver.main())!,
    resolveSource: async (path) => noted(await resolver.resolveSource(path)),
    resolveDataFile: async (path) => noted(await resolver.resolveDataFile?.(path)),
    namesNear: async (path) => await resolver.namesNear?.(path) ?? [],
  };
}

async function readDataFile(
  { dataFile, root }: ProgramLocation,
  files: FileSystemProgramResolver,
): Promise<Source | undefined> {
  if (dataFile === undefined) return undefined;
  const prefix = root.endsWith("/") ? root : `${root}/`;
  if (!dataFile.startsWith(prefix)) {
    throw new ResolverError("The data file is outside the program root.");
  }
  const name = programPath(dataFile, root);
  const source = await files.resolveDataFile(name);
  if (source === undefined) throw new ResolverError(`No data file "${name}" in source.`);
  return source;
}

function withDataFile(program: ResolvedProgram, file: Source): ResolvedProgram {
  const isThere = program.files.some(({ name }) => name === file.name);
  return {
    ...program,
    files: isThere ? program.files : [...program.files, file],
    dataFiles: [...new Set([...program.dataFiles ?? [], file.name])],
  };
}

/** What was found of a program that is not closed. Files that no code names so far are data. */
function partialProgram(
  main: string,
  found: ReadonlyMap<string, Source>,
  dataFiles: readonly string[],
): ResolvedProgram {
  const isCode = (name: string) => /\.(?:[cm]?[jt]sx?)$/.test(name);
  const data = [...found.keys()].filter((name) => !isCode(name) || dataFiles.includes(name));
  return { main, files: [...found.values()], dataFiles: data };
}

function resolutionDiagnostics(error: unknown, location: ProgramLocation): readonly Diagnostic[] {
  if (error instanceof CompilerError) return error.diagnostics;
  if (!(error instanceof ResolverError)) throw error;
  const { message } = error;
  const code = message.startsWith("No main module")
    ? "resolve:no-main"
    : message.includes("outside the program root")
    ? "resolve:escape"
    : "resolve:path";
  const file = programPath(location.path, location.root);
  return [makeDiagnostic({ phase: "resolve", code, message, file })];
}
