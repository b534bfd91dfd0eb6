/** The files that some entries reach, with their resolved edges: the graph under identities. */
import { compareUtf8 } from "@commonfabric/canonical";
import { type Diagnostic, LIMITS, quote } from "@commonfabric/contract";
import type { LocatedList, TextRecord } from "../identity-memo.ts";
import type { ListedSpecifier } from "../listed-specifier.ts";
import { codeKindOf } from "../paths.ts";
import { type FileLookup, resolveLocation } from "../resolve/resolve-specifier.ts";
import type { IdentityOptions } from "../identity-options.ts";
import type { Edge, FileKind, Program } from "../types.ts";
import { fileDiagnostic, limitDiagnostic } from "./check-files.ts";
import { illFormedDiagnostic, locatedSpecifiers, readText } from "./read-file.ts";
import { SpecifierDiagnostics } from "./specifier-diagnostic.ts";

/** A specifier that leads nowhere, or that may not be used. */
export interface Missing {
  readonly specifier: string;
  readonly importer: string;
}

/** One reached file. */
export interface GraphNode {
  readonly path: string;
  readonly kind: FileKind;
  readonly record: TextRecord;
  /** Sorted by specifier in UTF-8 byte order. */
  readonly edges: readonly Edge[];
  /** Targets of module and data edges as indexes of nodes, in the order of `edges`; -1 for others. */
  readonly targets: readonly number[];
  readonly missing: readonly string[];
  /** Whether the file itself could not be read, so that its edges are unknown. */
  readonly broken: boolean;
}

export interface ModuleGraph {
  /** In discovery order: breadth first from the entries, edges by specifier. */
  readonly nodes: readonly GraphNode[];
  readonly diagnostics: readonly Diagnostic[];
  readonly missing: readonly Missing[];
}

/** Hints search all paths, so a program of nothing but bad imports gets them for the first ones. */
const MAX_HINTED = 100;
/** Characters of paths that all searches of one program look at. */
const MAX_SEARCHED = 20_000_000;

/** The graph that `entries` reach in `program`, whose files were checked before. */
export function buildModuleGraph(
  program: Program,
  entries: readonly string[],
  options: IdentityOptions,
): ModuleGraph {
  return new GraphBuilder(program, options).build(entries);
}

class GraphBuilder {
  readonly #options: IdentityOptions;
  readonly #contents = new Map<string, string>();
  readonly #dataFiles: ReadonlySet<string>;
  readonly #lookup: FileLookup;
  readonly #withoutHints: FileLookup;
  readonly #indexes = new Map<string, number>();
  readonly #queue: string[] = [];
  readonly #diagnostics: Diagnostic[] = [];
  readonly #missing: Missing[] = [];

  constructor(program: Program, options: IdentityOptions) {
    this.#options = options;
    for (const { name, contents } of program.files) this.#contents.set(name, contents);
    this.#dataFiles = new Set(program.dataFiles);
    const kindOf = (path: string): FileKind | undefined => this.#kindOf(path);
    const characters = program.files.reduce((sum, { name }) => sum + name.length, 0);
    let searched = 0;
    const paths = (): Iterable<string> => {
      if (searched >= MAX_SEARCHED) return [];
      searched += characters;
      return this.#contents.keys();
    };
    this.#lookup = { kindOf, paths };
    this.#withoutHints = { kindOf, paths: () => [] };
  }

  build(entries: readonly string[]): ModuleGraph {
    for (const entry of entries) {
      const kind = this.#kindOf(entry);
      if (kind !== undefined && kind !== "data") this.#indexOf(entry);
      else {
        const message = `No main module ${quote(entry)} in source.`;
        this.#diagnostics.push(fileDiagnostic("resolve:no-main", message, null));
      }
    }
    const nodes: GraphNode[] = [];
    for (let next = 0; next < this.#queue.length; next++) {
      nodes.push(this.#read(this.#queue[next]!));
    }
    return { nodes, diagnostics: this.#diagnostics, missing: this.#missing };
  }

  #kindOf(path: string): FileKind | undefined {
    if (!this.#contents.has(path)) return undefined;
    return this.#dataFiles.has(path) ? "data" : codeKindOf(path);
  }

  #indexOf(path: string): number {
    const known = this.#indexes.get(path);
    if (known !== undefined) return known;
    const index = this.#queue.length;
    this.#indexes.set(path, index);
    this.#queue.push(path);
    return index;
  }

  #read(path: string): GraphNode {
    const contents = this.#contents.get(path)!;
    const kind = this.#kindOf(path)!;
    let record: TextRecord;
    try {
      record = readText(kind === "data" ? "data" : "source", contents, this.#options);
    } catch (thrown) {
      this.#diagnostics.push(illFormedDiagnostic(path, contents, thrown));
      return this.#broken(path, kind, NO_TEXT);
    }
    if (kind === "data") {
      return { path, kind, record, edges: [], targets: [], missing: [], broken: false };
    }
    return this.#resolve(path, kind, record);
  }

  #broken(path: string, kind: FileKind, record: TextRecord): GraphNode {
    return { path, kind, record, edges: [], targets: [], missing: [], broken: true };
  }

  #resolve(path: string, kind: FileKind, record: TextRecord): GraphNode {
    const located = locatedSpecifiers(path, record, this.#options);
    const { entries } = located;
    if (entries.length > LIMITS.importsPerModule) {
      const what = `The number of imports of ${quote(path)}`;
      this.#diagnostics.push(limitDiagnostic(what, LIMITS.importsPerModule, path));
      return this.#broken(path, kind, record);
    }
    const { hosts } = this.#options;
    if (located.resolved?.hosts === hosts && this.#allLead(entries)) {
      return this.#whole(path, kind, record, located.resolved.edges);
    }
    const edges: Edge[] = [];
    const missing: string[] = [];
    const findings = new SpecifierDiagnostics(path, record.text);
    for (const { listed, location } of entries) {
      const lookup = this.#missing.length < MAX_HINTED ? this.#lookup : this.#withoutHints;
      const resolution = resolveLocation(path, listed, location, lookup, hosts);
      if (resolution.ok) {
        edges.push(resolution.edge);
        continue;
      }
      const { code, message, hint } = resolution;
      const replacement = hint?.replacement;
      this.#refuse(path, findings, listed, missing, {
        code,
        message,
        ...(replacement === undefined ? {} : { replacement }),
      });
    }
    edges.sort((a, b) => compareUtf8(a.specifier, b.specifier));
    this.#refuseAmbiguous(path, findings, edges, missing);
    if (missing.length === 0) {
      located.resolved = { hosts, edges };
      return this.#whole(path, kind, record, edges);
    }
    return { path, kind, record, edges, targets: this.#targets(edges), missing, broken: false };
  }

  /** Whether every file that is named is there, and of the kind that was asked for. */
  #allLead(entries: LocatedList["entries"]): boolean {
    return entries.every(({ location }) => {
      if (location.kind !== "file") return true;
      const kind = this.#kindOf(location.path);
      return kind !== undefined && (kind === "data") === location.data;
    });
  }

  #whole(path: string, kind: FileKind, record: TextRecord, edges: readonly Edge[]): GraphNode {
    return {
      path,
      kind,
      record,
      edges,
      targets: this.#targets(edges),
      missing: NONE,
      broken: false,
    };
  }

  #targets(edges: readonly Edge[]): number[] {
    return edges.map((edge) =>
      edge.kind === "module" || edge.kind === "data" ? this.#indexOf(edge.target) : -1
    );
  }

  /** One text as import and as data would be two edges of one specifier: it cannot be encoded. */
  #refuseAmbiguous(
    path: string,
    findings: SpecifierDiagnostics,
    edges: Edge[],
    missing: string[],
  ): void {
    for (let at = edges.length - 1; at > 0; at--) {
      const { specifier } = edges[at]!;
      if (edges[at - 1]!.specifier !== specifier) continue;
      edges.splice(at - 1, 2);
      const message = `Import ${quote(specifier)} in ${
        quote(path)
      } is not a valid specifier: it names a module and a data file.`;
      this.#refuse(path, findings, { data: true, specifier }, missing, {
        code: "resolve:specifier",
        message,
      });
      at = Math.min(at, edges.length);
    }
  }

  #refuse(
    path: string,
    findings: SpecifierDiagnostics,
    listed: ListedSpecifier,
    missing: string[],
    what: { readonly code: string; readonly message: string; readonly replacement?: string },
  ): void {
    missing.push(listed.specifier);
    this.#missing.push({ specifier: listed.specifier, importer: path });
    if (this.#diagnostics.length < LIMITS.reportedDiagnostics) {
      this.#diagnostics.push(findings.make(listed, what));
    }
  }
}

const NONE: readonly string[] = Object.freeze([]);
const NO_TEXT: TextRecord = {
  text: "",
  digest: new Uint8Array(32),
  digestText: "",
  located: undefined,
};
