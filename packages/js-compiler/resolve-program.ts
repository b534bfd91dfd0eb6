/**
 * Discovers a program: from the main module along its edges, breadth first. It needs no TypeScript
 * as long as the edge memo or the lexical scan is sure of every file.
 */
import { utf8Length } from "@commonfabric/canonical";
import { type HostTable, LIMITS, makeDiagnostic } from "@commonfabric/contract";
import {
  analyzeProgram,
  EdgesUnknownError,
  type IdentityOptions,
  locateFileEdges,
  normalizeSource,
  ResolveError,
  scanImports,
  type Source,
} from "@commonfabric/module-identity";
import { CompilerError } from "./errors.ts";
import type { ParseEdges, ProgramResolver, ResolvedProgram, ResolveOptions } from "./types.ts";

/**
 * The closed program of `resolver`'s main module and the source roots, in discovery order. Requests
 * of one level run concurrently; the result does not depend on which answer comes first.
 * @throws {CompilerError} for unresolved imports, conflicting contents and exceeded limits.
 * @throws {EdgesUnknownError} when only a parser could tell, and none can be loaded.
 */
export async function resolveProgram(
  resolver: ProgramResolver,
  options: ResolveOptions,
): Promise<ResolvedProgram> {
  return await new Discovery(resolver, options).run();
}

class Discovery {
  readonly #resolver: ProgramResolver;
  readonly #options: ResolveOptions;
  readonly #hosts: HostTable;
  readonly #files = new Map<string, Source>();
  /** Paths that were asked for, in discovery order; data files apart. */
  readonly #asked = new Set<string>();
  readonly #data = new Set<string>();
  /** Every path that an import names, also those that no file may have. */
  readonly #named = new Set<string>();
  readonly #importedHosts = new Set<string>();
  #parse: ParseEdges | undefined;
  #bytes = 0;

  constructor(resolver: ProgramResolver, options: ResolveOptions) {
    this.#resolver = resolver;
    this.#options = options;
    this.#hosts = withAllowedHosts(options);
  }

  async run(): Promise<ResolvedProgram> {
    const main = await this.#resolver.main();
    this.#asked.add(main.name);
    this.#add(main);
    await this.#explore([main.name]);
    for (const root of this.#options.sourceRoots ?? []) {
      if (this.#asked.has(root)) continue;
      this.#asked.add(root);
      const [source] = await this.#fetch([root]);
      if (source !== undefined) this.#add(source);
      await this.#explore([root]);
    }
    await this.#fetchData();

    const program: ResolvedProgram = {
      main: main.name,
      files: [...this.#files.values()],
      ...(this.#options.mainExport === undefined ? {} : { mainExport: this.#options.mainExport }),
      ...(this.#options.sourceRoots === undefined
        ? {}
        : { sourceRoots: this.#options.sourceRoots }),
      dataFiles: [...this.#data].filter((path) => this.#files.has(path) && !this.#asked.has(path)),
    };
    await this.#requireClosure(program);
    const hostTypes = await this.#hostTypes();
    return hostTypes.size === 0 ? program : { ...program, hostTypes };
  }

  /** Follows the edges of `paths`, level by level. */
  async #explore(paths: readonly string[]): Promise<void> {
    for (let level = paths; level.length > 0;) {
      const next: string[] = [];
      for (const path of level) {
        const file = this.#files.get(path);
        if (file === undefined) continue;
        for (const target of await this.#targets(file)) {
          if (this.#asked.has(target)) continue;
          this.#asked.add(target);
          next.push(target);
        }
      }
      const answers = await this.#fetch(next);
      for (const answer of answers) if (answer !== undefined) this.#add(answer);
      level = next;
    }
  }

  /** The paths of modules that `file` imports; data files and hosts are noted. */
  async #targets(file: Source): Promise<readonly string[]> {
    const located = await this.#located(file);
    const targets: string[] = [];
    for (const { data, fetch, location } of located.edges) {
      if (location.kind === "bare") this.#importedHosts.add(location.name);
      if (location.kind === "file") this.#named.add(location.path);
      if (fetch === undefined) continue;
      if (data) this.#data.add(fetch);
      else targets.push(fetch);
    }
    return targets;
  }

  async #located(file: Source): Promise<ReturnType<typeof locateFileEdges>> {
    try {
      return locateFileEdges(file, this.#identityOptions());
    } catch (error) {
      const load = this.#options.loadParseEdges;
      if (error instanceof ResolveError) throw this.#refusal(error.diagnostics);
      if (!(error instanceof EdgesUnknownError) || load === undefined) throw error;
      this.#parse = await load();
      return locateFileEdges(file, this.#identityOptions());
    }
  }

  #fetch(paths: readonly string[]): Promise<readonly (Source | undefined)[]> {
    return Promise.all(paths.map((path) => this.#resolver.resolveSource(path)));
  }

  async #fetchData(): Promise<void> {
    const paths = [...this.#data].filter((path) => !this.#asked.has(path));
    const answers = await Promise.all(
      paths.map((path) => this.#resolver.resolveDataFile?.(path) ?? Promise.resolve(undefined)),
    );
    for (const answer of answers) if (answer !== undefined) this.#add(answer);
  }

  #add(source: Source): void {
    const known = this.#files.get(source.name);
    if (known !== undefined) {
      if (known.contents === source.contents) return;
      throw this.#refusal([makeDiagnostic({
        phase: "resolve",
        code: "resolve:conflict",
        message: `Conflicting contents for "${source.name}".`,
        file: source.name,
      })]);
    }
    this.#files.set(source.name, source);
    this.#bytes += utf8Length(source.contents);
    if (this.#files.size > LIMITS.programFiles) {
      throw this.#limit("The number of files", LIMITS.programFiles);
    }
    if (this.#bytes > LIMITS.programBytes) throw this.#limit("The program", LIMITS.programBytes);
  }

  async #requireClosure(program: ResolvedProgram): Promise<void> {
    const { complete } = analyzeProgram(program, this.#identityOptions());
    if (complete) return;
    const files = [...program.files, ...await this.#lookAlikes()];
    const { diagnostics } = analyzeProgram({ ...program, files }, this.#identityOptions());
    throw this.#refusal(diagnostics);
  }

  /** Names near the paths that were not found, so that the refusal can say what was meant. */
  async #lookAlikes(): Promise<readonly Source[]> {
    const names = new Set<string>();
    for (const path of this.#named) {
      if (this.#files.has(path)) continue;
      for (const name of await this.#resolver.namesNear?.(path) ?? []) names.add(name);
    }
    return [...names].filter((name) => !this.#files.has(name))
      .map((name) => ({ name, contents: "" }));
  }

  /** Declaration texts of allowed host names that the program imports. */
  async #hostTypes(): Promise<ReadonlyMap<string, string>> {
    const types = new Map<string, string>();
    if (this.#options.resolveUnresolvedModuleTypes !== true) return types;
    for (const name of this.#importedHosts) {
      if (this.#options.hosts.modules.has(name) || !this.#hosts.modules.has(name)) continue;
      const source = await this.#resolver.resolveSource(`/${name}.d.ts`);
      if (source !== undefined) types.set(name, source.contents);
    }
    return types;
  }

  #identityOptions(): IdentityOptions {
    const { memo, sha256, counters } = this.#options;
    return {
      hosts: this.#hosts,
      sha256,
      edges: {
        scan: scanImports,
        ...(memo === undefined ? {} : { memo }),
        ...(this.#parse === undefined ? {} : { parse: this.#parse }),
      },
      ...(counters === undefined ? {} : { counters }),
    };
  }

  #limit(what: string, limit: number): CompilerError {
    return this.#refusal([makeDiagnostic({
      phase: "resolve",
      code: "resolve:limit",
      message: `${what} exceeds the limit of ${limit}.`,
    })]);
  }

  #refusal(diagnostics: ConstructorParameters<typeof CompilerError>[0]): CompilerError {
    return new CompilerError(diagnostics, (path) => {
      const contents = this.#files.get(path)?.contents;
      // Positions refer to normalised text; an ill-formed one has none to show.
      return contents?.isWellFormed() ? normalizeSource(contents) : undefined;
    });
  }
}

/** The host table with the allowed names, which have no known exports. */
function withAllowedHosts({ hosts, unresolvedHosts }: ResolveOptions): HostTable {
  if (unresolvedHosts === undefined || unresolvedHosts === "deny") return hosts;
  const modules = new Map(hosts.modules);
  for (const name of unresolvedHosts) {
    if (!modules.has(name)) modules.set(name, { name, exports: new Map() });
  }
  return { ...hosts, modules };
}
