/**
 * Link resolution with the rules of ECMAScript: own names win, `default` is not starred, a name that
 * two stars bring from different origins is ambiguous and excluded.
 *
 *     main --a--> barrel --*--> left   a        origin of main.a: the `a` of left
 *                       \--*--> right  b
 *
 * Every (module, name) that has an origin, or two, is a fact. Facts flow against the edges that need
 * them: a star passes every name on, a re-export passes one name on under another name. A fact
 * changes at most twice (nothing, one origin, ambiguous), so the flow is linear in edges times
 * names, terminates on cycles of any length, and needs no recursion.
 */
import { compareUtf8 } from "@commonfabric/canonical";
import type { ExportSurface, Verdict } from "../verdict.ts";

/** Where an exported name comes from. */
export type ExportOrigin =
  /** What the record `key` publishes under `name`. */
  | { readonly kind: "slot"; readonly key: string; readonly name: string }
  /** The namespace of the record `key`. */
  | { readonly kind: "namespace"; readonly key: string };

/** By record key: export names in UTF-8 byte order, and their origins. */
export type ResolvedExports = ReadonlyMap<string, ReadonlyMap<string, ExportOrigin>>;

/** What link resolution reads. Keys are record keys. */
export interface ModuleSurfaces {
  /** Of the authored records. */
  readonly verdicts: ReadonlyMap<string, Verdict>;
  /** Targets by specifier. */
  readonly edges: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Exported names of the records that are not authored: hosts and packages. */
  readonly hosts: ReadonlyMap<string, readonly string[]>;
}

/** An origin, or why there is none. */
export type Resolution = ExportOrigin | "missing" | "ambiguous" | "circular";

/** Resolved links, with the reasons for what is not resolved. */
export interface LinkTable {
  readonly exports: ResolvedExports;
  /** The origin of `name` as the record `key` provides it. Hosts are their own origin. */
  resolve(key: string, name: string): Resolution;
}

type Fact = ExportOrigin | "ambiguous";

interface Module {
  readonly key: string;
  readonly facts: Map<string, Fact>;
  /** Names that the module defines itself, re-exports included. */
  readonly own: ReadonlyMap<string, ExportSurface>;
  /** Modules with a star to this one. */
  readonly starredBy: Module[];
  /** Re-exports of one name of this module: who, and under which name. */
  readonly reexportedBy: Map<string, { module: Module; name: string }[]>;
}

/**
 * The origin of every export of the records that have a verdict. Names that are ambiguous, or whose
 * origin is not among `surfaces`, are left out.
 */
export function resolveExports(surfaces: ModuleSurfaces): ResolvedExports {
  return linkModules(surfaces).exports;
}

/** Resolves all links of `surfaces`. */
export function linkModules(surfaces: ModuleSurfaces): LinkTable {
  const linker = new Linker(surfaces);
  return {
    exports: linker.exports(),
    resolve: (key, name) => linker.resolve(key, name),
  };
}

interface FactChange {
  readonly module: Module;
  readonly name: string;
  readonly fact: Fact;
}

class Linker {
  readonly #edges: ModuleSurfaces["edges"];
  readonly #hosts: ReadonlyMap<string, ReadonlySet<string>>;
  readonly #modules: ReadonlyMap<string, Module>;
  readonly #flow: FactChange[] = [];

  constructor({ verdicts, edges, hosts }: ModuleSurfaces) {
    this.#edges = edges;
    this.#hosts = new Map([...hosts].map(([key, names]) => [key, new Set(names)]));
    this.#modules = new Map([...verdicts].map(([key, verdict]) => [key, makeModule(key, verdict)]));
    for (const module of this.#modules.values()) {
      this.#connectStars(module, verdicts.get(module.key)!.starTargets);
      for (const surface of module.own.values()) this.#connectExport(module, surface);
    }
    for (let next = this.#flow.pop(); next !== undefined; next = this.#flow.pop()) this.#pass(next);
  }

  exports(): ResolvedExports {
    return new Map([...this.#modules].map(([key, module]) => [key, exportsOf(module)]));
  }

  resolve(key: string, name: string): Resolution {
    const module = this.#modules.get(key);
    if (module === undefined) return this.#hostExport(key, name) ?? "missing";
    const fact = module.facts.get(name);
    if (fact !== undefined) return fact;
    return this.#isCircular(module, name) ? "circular" : "missing";
  }

  #target(module: Module, specifier: string): string {
    return this.#edges.get(module.key)?.get(specifier) ?? specifier;
  }

  #connectStars(module: Module, specifiers: readonly string[]): void {
    for (const specifier of specifiers) {
      this.#modules.get(this.#target(module, specifier))?.starredBy.push(module);
    }
  }

  /** Enters a re-export at its target, and every other own export into the flow. */
  #connectExport(module: Module, { name, kind, from, imported }: ExportSurface): void {
    if (kind === "local") {
      this.#flow.push({ module, name, fact: { kind: "slot", key: module.key, name } });
      return;
    }
    const key = this.#target(module, from!);
    const source = this.#modules.get(key);
    if (kind === "namespace") {
      if (source === undefined && !this.#hosts.has(key)) return;
      this.#flow.push({ module, name, fact: { kind: "namespace", key } });
    } else if (source === undefined) {
      const fact = this.#hostExport(key, imported!);
      if (fact !== undefined) this.#flow.push({ module, name, fact });
    } else {
      const readers = source.reexportedBy.get(imported!);
      if (readers === undefined) source.reexportedBy.set(imported!, [{ module, name }]);
      else readers.push({ module, name });
    }
  }

  /** Joins one fact with what is known, and passes a change on. */
  #pass({ module, name, fact }: FactChange): void {
    const known = module.facts.get(name);
    const joined = known === undefined ? fact : join(known, fact);
    if (joined === known) return;
    module.facts.set(name, joined);
    for (const reader of module.reexportedBy.get(name) ?? []) {
      this.#flow.push({ ...reader, fact: joined });
    }
    if (name === "default") return;
    for (const importer of module.starredBy) {
      if (!importer.own.has(name)) this.#flow.push({ module: importer, name, fact: joined });
    }
  }

  #hostExport(key: string, name: string): ExportOrigin | undefined {
    return this.#hosts.get(key)?.has(name) === true ? { kind: "slot", key, name } : undefined;
  }

  /** Whether following re-exports of a name without origin comes back to where it was. */
  #isCircular(start: Module, name: string): boolean {
    const seen = new Set<ExportSurface>();
    let module: Module | undefined = start;
    let wanted = name;
    while (module !== undefined) {
      const surface: ExportSurface | undefined = module.own.get(wanted);
      if (surface?.kind !== "reexport") return false;
      if (seen.has(surface)) return true;
      seen.add(surface);
      module = this.#modules.get(this.#target(module, surface.from!));
      wanted = surface.imported!;
    }
    return false;
  }
}

function makeModule(key: string, verdict: Verdict): Module {
  return {
    key,
    facts: new Map(),
    own: new Map(verdict.exports.map((surface) => [surface.name, surface])),
    starredBy: [],
    reexportedBy: new Map(),
  };
}

function join(a: Fact, b: Fact): Fact {
  if (a === "ambiguous" || b === "ambiguous") return "ambiguous";
  return sameOrigin(a, b) ? a : "ambiguous";
}

function sameOrigin(a: ExportOrigin, b: ExportOrigin): boolean {
  if (a.key !== b.key || a.kind !== b.kind) return false;
  return a.kind === "namespace" || a.name === (b as { name: string }).name;
}

function exportsOf(module: Module): ReadonlyMap<string, ExportOrigin> {
  const resolved: [string, ExportOrigin][] = [];
  for (const [name, fact] of module.facts) {
    if (fact !== "ambiguous") resolved.push([name, fact]);
  }
  return new Map(resolved.sort(([a], [b]) => compareUtf8(a, b)));
}
