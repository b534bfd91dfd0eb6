/** What process A and process B have in common: a runtime under observation, and its report. */
import { hostTable } from "@commonfabric/api";
import { nodeSha256 } from "@commonfabric/canonical";
import {
  ensureCompiler,
  FileSystemProgramResolver,
  resolveProgram,
} from "@commonfabric/js-compiler";
import { computeModuleIdentities, scanImports } from "@commonfabric/module-identity";
import { Runtime } from "@commonfabric/runner";
import {
  type SpaceId,
  type SpaceStore,
  type SpaceStores,
  type SqliteStores,
  sqliteStores,
} from "@commonfabric/storage";
import { SPACE } from "./notebook.ts";
import type { LoadedProgram, Part, ProcessReport, StoreSpec } from "./report.ts";

type Loaded = LoadedProgram & {
  readonly pattern: Awaited<ReturnType<Runtime["patterns"]["compilePattern"]>>;
};

export class ObservedProcess {
  readonly runtime: Runtime;
  readonly loaded: LoadedProgram[] = [];
  readonly #startedMs = performance.now();
  readonly #console: string[] = [];
  readonly #errors: string[] = [];
  #commits = 0;

  /** `onCommit` is called after each acknowledged commit with their number. */
  constructor(
    { store, withoutKey }: StoreSpec,
    onCommit: (commits: number) => void = () => {},
  ) {
    const stores = observedStores(sqliteStores(store), () => onCommit(++this.#commits));
    this.runtime = new Runtime({
      stores,
      ...(withoutKey === true ? { attestation: "none" as const } : {}),
      console: (_level, text) => void this.#console.push(String(text)),
    });
    this.runtime.onError((error) => void this.#errors.push(`${error.name}: ${error.message}`));
  }

  /** Loads a program from source. */
  async load(main: string): Promise<Loaded> {
    const { runtime } = this;
    const { value: loaded, ...part } = await this.part(async () => {
      const program = await resolveProgram(new FileSystemProgramResolver(main), {
        hosts: hostTable,
        sha256: nodeSha256,
        memo: runtime.edgeMemo,
        loadParseEdges: async () => (await ensureCompiler()).parseEdges,
      });
      const pattern = await runtime.patterns.compilePattern(program, { space: SPACE });
      return { program, pattern };
    });
    const { program, pattern } = loaded;
    const identities = computeModuleIdentities(program, {
      hosts: hostTable,
      sha256: nodeSha256,
      edges: { memo: runtime.edgeMemo, scan: scanImports },
    });
    const modules = Object.fromEntries([...identities].map(([path, it]) => [path, it.identity]));
    const report: LoadedProgram = { entry: modules[program.main]!, modules, ...part };
    this.loaded.push(report);
    return { ...report, pattern };
  }

  /** Runs `fn`; what it did, apart from what was done before. */
  async part<T>(fn: () => Promise<T>): Promise<Part & { readonly value: T }> {
    const { events } = this.runtime.patterns;
    const before = this.runtime.counters();
    const after = events.lastSeq;
    const value = await fn();
    const counters: Record<string, number> = {};
    for (const [name, count] of Object.entries(this.runtime.counters())) {
      if (typeof count === "number") counters[name] = count - Number(before[name as "hits"]);
    }
    return { value, events: events.recent(after), counters };
  }

  /** Prints the report and ends the process: exit code 1 with an error. */
  async end(
    rest: Pick<ProcessReport, "piece" | "resumed" | "edited" | "affected"> & {
      readonly error?: unknown;
    },
  ): Promise<never> {
    const { error, ...parts } = rest;
    await this.runtime.settled();
    const report: ProcessReport = {
      ok: error === undefined,
      ...(error === undefined
        ? {}
        : { error: error instanceof Error ? error.message : String(error) }),
      loaded: this.loaded,
      ...parts,
      counters: this.runtime.counters(),
      events: this.runtime.patterns.events.recent(),
      console: this.#console,
      errors: this.#errors,
      commits: this.#commits,
      ms: performance.now() - this.#startedMs,
    };
    await this.runtime.dispose();
    console.log(JSON.stringify(report));
    Deno.exit(report.ok ? 0 : 1);
  }
}

/** Stores that tell of each acknowledged commit. */
function observedStores(stores: SqliteStores, onCommit: () => void): SpaceStores {
  const open = async (space: SpaceId): Promise<SpaceStore> => {
    const store = await stores(space);
    return new Proxy(store, {
      get(target, name: keyof SpaceStore) {
        const member = target[name];
        if (typeof member !== "function") return member;
        if (name === "commit") {
          return async (...args: Parameters<SpaceStore["commit"]>) => {
            const result = await target.commit(...args);
            if ("ok" in result) onCommit();
            return result;
          };
        }
        if (name === "commitSync") {
          return (...args: Parameters<NonNullable<SpaceStore["commitSync"]>>) => {
            const result = target.commitSync!(...args);
            if ("ok" in result) onCommit();
            return result;
          };
        }
        return (member as (...args: never[]) => unknown).bind(target);
      },
    });
  };
  return Object.assign(open, { secretFile: stores.secretFile });
}
