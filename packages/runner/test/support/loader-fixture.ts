/**
 * Record graphs from hand-made bodies and verdicts, and a verifier that accepts everything: the
 * loader's own checks are what is left.
 */
import { sortedUtf8 } from "@commonfabric/canonical";
import { makeCounters, moduleRecordKey } from "@commonfabric/contract";
import type { Verdict } from "@commonfabric/sandbox-verifier";
import type { RecordGraph } from "../../engine/types.ts";
import { makeSandboxGlobals, type SandboxGlobals } from "../../sandbox/compartment.ts";
import { type EvaluatedModules, loadModuleGraph, type LoadResult } from "../../sandbox/loader.ts";
import type { EvaluatedModule } from "../../sandbox/module-instance.ts";
import { type HostModules, runtimeModuleRecords } from "../../sandbox/records.ts";
import type {
  ExportOrigin,
  ModuleSurfaces,
  ModuleVerifier,
  Verification,
} from "../../sandbox/verification.ts";

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
    hasHoistRegistration: module.hoists !== undefined,
    thunks: [],
    stats: { tokens: 0, nodes: 0, depth: 0 },
  });
}

/** Plain recursive export resolution; the graphs of these tests are small or have no stars. */
function resolveExports({ verdicts, edges, hosts }: ModuleSurfaces) {
  const all = new Map<string, Map<string, ExportOrigin>>();
  for (const key of verdicts.keys()) {
    const origins = new Map<string, ExportOrigin>();
    for (const name of sortedUtf8(namesOf(key, new Set()))) {
      const origin = find(key, name, new Set());
      if (origin !== undefined) origins.set(name, origin);
    }
    all.set(key, origins);
  }
  return all;

  function namesOf(key: string, seen: Set<string>): Set<string> {
    if (hosts.has(key)) return new Set(hosts.get(key));
    if (seen.has(key)) return new Set();
    seen.add(key);
    const verdict = verdicts.get(key)!;
    const names = new Set(verdict.exports.map(({ name }) => name));
    for (const star of verdict.starTargets) {
      for (const name of namesOf(edges.get(key)!.get(star)!, seen)) {
        if (name !== "default") names.add(name);
      }
    }
    return names;
  }

  function find(key: string, name: string, seen: Set<string>): ExportOrigin | undefined {
    if (hosts.has(key)) return { kind: "slot", key, name };
    if (seen.has(`${key} ${name}`)) return undefined;
    seen.add(`${key} ${name}`);
    const verdict = verdicts.get(key)!;
    const target = (specifier: string) => edges.get(key)!.get(specifier)!;
    const surface = verdict.exports.find((one) => one.name === name);
    if (surface?.kind === "local") return { kind: "slot", key, name };
    if (surface?.kind === "namespace") return { kind: "namespace", key: target(surface.from!) };
    if (surface !== undefined) return find(target(surface.from!), surface.imported!, seen);
    for (const star of verdict.starTargets) {
      const origin = name === "default" ? undefined : find(target(star), name, seen);
      if (origin !== undefined) return origin;
    }
    return undefined;
  }
}

/** Accepts every body with the surface that its fixture claims, and every graph. */
export const acceptingVerifier: ModuleVerifier = {
  verifyBody: (body) => verdictOf(claims.get(body)!),
  verifyGraph: () => {},
  resolveExports,
  rejectionError: () => new Error("refused"),
};

export const accepting: Verification = {
  verifier: acceptingVerifier,
  policy: { hosts: { modules: new Map(), helpers: "commonfabric" } },
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
    verification: accepting,
    counters,
    ...(options.evaluated && { evaluated: options.evaluated }),
  });
  return { ...result, counters };
}
