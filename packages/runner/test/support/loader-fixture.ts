/**
 * Record graphs from hand-made bodies and verdicts, and a verifier that accepts everything: the
 * loader's own checks are what is left.
 */
import { makeCounters, moduleRecordKey } from "@commonfabric/contract";
import { resolveExports, type Verdict } from "@commonfabric/sandbox-verifier";
import { makeSandboxGlobals, type SandboxGlobals } from "../../sandbox/compartment.ts";
import type { EvaluatedModules, LoadResult } from "../../sandbox/load-options.ts";
import { loadModuleGraph } from "../../sandbox/loader.ts";
import type { RecordGraph } from "../../sandbox/record-graph.ts";
import type { EvaluatedModule } from "../../sandbox/module-instance.ts";
import { type HostModules, runtimeModuleRecords } from "../../sandbox/records.ts";
import type { ModuleVerifier } from "../../sandbox/verification.ts";

/** One module by hand. Its surface is given in short form. */
export interface FixtureModule {
  readonly body: string;
  /** Specifiers: `./a.ts` resolves to path `/a.ts`, anything else to a host. */
  readonly imports?: readonly string[];
  /**
   * `a`: local of that name; `a@b`: local `b`; `a=fn`: hoisted function `fn`; `a<./x.ts:b`:
   * re-export; `a<./x.ts:*`: namespace.
   */
  readonly exports?: readonly string[];
  readonly stars?: readonly string[];
  readonly functions?: readonly string[];
  readonly hoists?: readonly string[];
  readonly identity?: string;
}

export type FixtureModules = Readonly<Record<string, FixtureModule>>;

/** A well-formed identity for `path`: 43 characters, unlike for unlike paths. */
export function identityOf(path: string): string {
  let name = "";
  for (const unit of path) name += /[A-Za-z0-9]/.test(unit) ? unit : "_";
  return name.padEnd(42, "-").slice(0, 42) + "A";
}

export function keyOf(path: string): string {
  return moduleRecordKey(identityOf(path));
}

export function fixtureGraph(modules: FixtureModules, hosts: HostModules = new Map()): RecordGraph {
  const verdicts = new Map<string, Verdict>();
  const bodies = new Map<string, string>();
  const edges = new Map<string, Map<string, string>>();
  const identityByPath = new Map<string, string>();
  claimSurfaces(modules);
  for (const [path, module] of Object.entries(modules)) {
    const key = keyOf(path);
    identityByPath.set(path, identityOf(path));
    verdicts.set(key, verdictOf(module));
    bodies.set(key, module.body);
    edges.set(
      key,
      new Map((module.imports ?? []).map((specifier) => [
        specifier,
        specifier.startsWith("./") ? keyOf(specifier.slice(1)) : `cf:runtime/${specifier}`,
      ])),
    );
  }
  const hostRecords = runtimeModuleRecords(hosts);
  const resolved = resolveExports({
    verdicts,
    edges,
    hosts: new Map([...hostRecords].map(([key, record]) => [key, record.exports])),
  });
  const records = new Map(hostRecords);
  for (const [key, verdict] of verdicts) {
    records.set(
      key,
      Object.freeze({
        imports: verdict.imports,
        exports: [...resolved.get(key)!.keys()],
        resolutions: Object.freeze(Object.fromEntries(edges.get(key)!)),
        execute: () => {
          throw new Error("The loader runs bodies");
        },
      }),
    );
  }
  return {
    records,
    verdicts,
    bodies,
    edges,
    sourceOnly: new Set(),
    identityByPath,
    pathByIdentity: new Map([...identityByPath].map(([path, identity]) => [identity, path])),
    maps: new Map(),
    sitesByIdentity: new Map(),
  };
}

const claims = new Map<string, FixtureModule>();

/** Lets the accepting verifier know the surfaces of `modules`, by body. */
export function claimSurfaces(modules: FixtureModules): void {
  for (const module of Object.values(modules)) claims.set(module.body, module);
}

function verdictOf(module: FixtureModule): Verdict {
  const surfaces = (module.exports ?? []).map((text) => {
    const [name, origin] = text.split("<") as [string, string | undefined];
    if (origin === undefined) {
      const [exported, local] = name.split(/[=@]/) as [string, string | undefined];
      return { name: exported, kind: "local" as const, local: local ?? exported };
    }
    const [from, imported] = origin.split(/:(?=[^:]*$)/) as [string, string];
    return imported === "*"
      ? { name, kind: "namespace" as const, from }
      : { name, kind: "reexport" as const, from, imported };
  });
  return Object.freeze({
    ok: true,
    verifierVersion: "fixture",
    policy: "fixture",
    bodyHash: `hash:${module.body}`,
    imports: module.imports ?? [],
    importedNames: [],
    exports: surfaces,
    starTargets: module.stars ?? [],
    topLevelFunctions: module.functions ?? [],
    hoistedExports: (module.exports ?? []).filter((text) => text.includes("=")).map((text) => {
      const [name, fn] = text.split("=") as [string, string];
      return { name, function: fn };
    }),
    hoistSymbols: module.hoists ?? [],
    importsEnd: 0,
    hasHoistRegistration: module.hoists !== undefined,
    thunks: [],
    stats: { tokens: 0, nodes: 0, depth: 0 },
  });
}

/** Accepts every body with the surface that its fixture claims, and every graph. */
export const acceptingVerifier: ModuleVerifier = {
  verifyBody: (body) => verdictOf(claims.get(body)!),
  isCurrent: () => true,
  verifyGraph: () => {},
  resolveExports,
  rejectionError: () => new Error("refused"),
};

/** A session's evaluated modules, unbounded. */
export class EvaluatedTable implements EvaluatedModules {
  readonly modules: Map<string, EvaluatedModule> = new Map();
  get(identity: string): EvaluatedModule | undefined {
    return this.modules.get(identity);
  }
  add(modules: readonly EvaluatedModule[]): void {
    for (const module of modules) this.modules.set(module.identity, module);
  }
}

let globals: SandboxGlobals | undefined;

/** Loads `entry` of `modules` with a verifier that accepts everything. */
export function load(
  modules: FixtureModules,
  entry: string,
  options: { hosts?: HostModules; evaluated?: EvaluatedModules } = {},
): LoadResult & { counters: ReturnType<typeof makeCounters> } {
  globals ??= makeSandboxGlobals();
  const counters = makeCounters();
  const result = loadModuleGraph(keyOf(entry), fixtureGraph(modules, options.hosts), {
    globals,
    name: "test",
    verifier: acceptingVerifier,
    counters,
    ...(options.evaluated && { evaluated: options.evaluated }),
  });
  return { ...result, counters };
}
