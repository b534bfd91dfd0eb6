/** What goes into a compile and what comes out of it. */
import type { Counters, Diagnostic, HostTable, ModuleSidecarV1 } from "@commonfabric/contract";
import type { Identity, Program, Source } from "@commonfabric/module-identity";

/** A closed program: every file that `main` and the source roots reach, in discovery order. */
export interface ResolvedProgram extends Program {
  readonly files: readonly Source[];
}

/** Answers with the files of a program. Paths are grounded (`/a.ts`). */
export interface ProgramResolver {
  main(): Promise<Source>;
  resolveSource(path: string): Promise<Source | undefined>;
  resolveDataFile?(path: string): Promise<Source | undefined>;
}

/** Source map version 3 as an object: `sources: [authored path]`, no `sourcesContent`. */
export interface SourceMap {
  readonly version: 3;
  readonly sources: readonly string[];
  readonly names: readonly string[];
  readonly mappings: string;
  readonly file?: string;
}

export interface CompiledModule {
  /** The body, without trailer comments. */
  readonly js: string;
  readonly sourceMap?: SourceMap;
  readonly sidecar?: ModuleSidecarV1;
  readonly interfaceDigest: string;
  readonly emitKey: string;
  readonly warnings: readonly Diagnostic[];
  readonly origin: "compiled" | "carried";
}

/** What an emit memo keeps of one member of a component. */
export interface MemoisedEmit {
  readonly path: string;
  readonly module: CompiledModule;
}

/** Bodies by emit key. A hint; in memory it is filled only by this process. */
export interface EmitMemo {
  get(emitKey: string): readonly MemoisedEmit[] | undefined;
  put(emitKey: string, members: readonly MemoisedEmit[]): void;
}

export interface CompileOptions {
  readonly hosts: HostTable;
  /** Paths whose body is needed; all code files when absent. */
  readonly missing?: ReadonlySet<string>;
  /** Identity by path, as computed before the compile; edges must agree with the syntax tree. */
  readonly identities?: ReadonlyMap<string, Identity>;
  readonly storedSource?: boolean;
  readonly skipGate?: boolean;
  readonly emitMemo?: EmitMemo;
  readonly diagnosticMessageTransformer?: (message: string) => string | null;
  readonly signal?: AbortSignal;
  readonly counters?: Counters;
}
