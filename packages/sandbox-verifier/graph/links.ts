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
import type { ExportSurface, ModuleGraph, Verdict } from "../verdict.ts";

/** Where an exported name comes from. */
export type ResolvedExport =
  /** The value that record `record` publishes under `name`. */
  | { readonly kind: "value"; readonly record: string; readonly name: string }
  /** The namespace of record `record`. */
  | { readonly kind: "namespace"; readonly record: string };

/** An origin, or why there is none. */
export type Resolution = ResolvedExport | "missing" | "ambiguous" | "circular";

export interface LinkTable {
  /** Per authored record, its export names in UTF-8 order. Ambiguous names are not among them. */
  readonly exports: ReadonlyMap<string, ReadonlyMap<string, ResolvedExport>>;
  /** The origin of `name` as record `record` provides it. Hosts and packages are their own origin. */
  resolve(record: string, name: string): Resolution;
}

type Fact = ResolvedExport | "ambiguous";

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

/** The record that `specifier` of record `key` is resolved to. */
export function resolutionOf(graph: ModuleGraph, key: string, specifier: string): string {
  const resolutions = graph.records.get(key)?.resolutions;
  if (resolutions === undefined) return specifier;
  return Object.hasOwn(resolutions, specifier) ? resolutions[specifier]! : specifier;
}

/**
 * Resolves every export of the records that have a verdict. Edges to records that are not in the
 * graph resolve to nothing.
 */
export function resolveExports(
  graph: ModuleGraph,
  verdicts: ReadonlyMap<string, Verdict>,
): LinkTable {
  const modules = new Map<string, Module>();
  for (const [key, verdict] of verdicts) {
    if (graph.records.has(key)) modules.set(key, makeModule(key, verdict));
  }
  const flow: { module: Module; name: string; fact: Fact }[] = [];
  for (const module of modules.values()) connect(module, graph, verdicts, modules, flow);
  for (let next = flow.pop(); next !== undefined; next = flow.pop()) {
    const { module, name, fact } = next;
    const known = module.facts.get(name);
    const joined = known === undefined ? fact : join(known, fact);
    if (joined === known) continue;
    module.facts.set(name, joined);
    for (const target of module.reexportedBy.get(name) ?? []) {
      flow.push({ ...target, fact: joined });
    }
    if (name === "default") continue;
    for (const target of module.starredBy) {
      if (!target.own.has(name)) flow.push({ module: target, name, fact: joined });
    }
  }
  return {
    exports: new Map([...modules].map(([key, module]) => [key, exportsOf(module)])),
    resolve: (key, name) => resolve(graph, modules, key, name),
  };
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

/** Enters the edges of `module` at their targets, and its own facts into the flow. */
function connect(
  module: Module,
  graph: ModuleGraph,
  verdicts: ReadonlyMap<string, Verdict>,
  modules: ReadonlyMap<string, Module>,
  flow: { module: Module; name: string; fact: Fact }[],
): void {
  for (const specifier of verdicts.get(module.key)!.starTargets) {
    modules.get(resolutionOf(graph, module.key, specifier))?.starredBy.push(module);
  }
  for (const { name, kind, from, imported } of module.own.values()) {
    if (kind === "local") {
      flow.push({ module, name, fact: { kind: "value", record: module.key, name } });
      continue;
    }
    const target = resolutionOf(graph, module.key, from!);
    if (!graph.records.has(target)) continue;
    const source = modules.get(target);
    if (kind === "namespace") {
      flow.push({ module, name, fact: { kind: "namespace", record: target } });
    } else if (source === undefined) {
      const fact = foreignExport(graph, target, imported!);
      if (fact !== undefined) flow.push({ module, name, fact });
    } else {
      const readers = source.reexportedBy.get(imported!);
      if (readers === undefined) source.reexportedBy.set(imported!, [{ module, name }]);
      else readers.push({ module, name });
    }
  }
}

/** A name of a host or package record: its own origin. */
function foreignExport(
  graph: ModuleGraph,
  key: string,
  name: string,
): ResolvedExport | undefined {
  return graph.records.get(key)?.exports.includes(name) === true
    ? { kind: "value", record: key, name }
    : undefined;
}

function join(a: Fact, b: Fact): Fact {
  if (a === "ambiguous" || b === "ambiguous") return "ambiguous";
  return sameOrigin(a, b) ? a : "ambiguous";
}

function sameOrigin(a: ResolvedExport, b: ResolvedExport): boolean {
  if (a.record !== b.record || a.kind !== b.kind) return false;
  return a.kind === "namespace" || a.name === (b as { name: string }).name;
}

function exportsOf(module: Module): ReadonlyMap<string, ResolvedExport> {
  const resolved: [string, ResolvedExport][] = [];
  for (const [name, fact] of module.facts) {
    if (fact !== "ambiguous") resolved.push([name, fact]);
  }
  return new Map(resolved.sort(([a], [b]) => compareUtf8(a, b)));
}

function resolve(
  graph: ModuleGraph,
  modules: ReadonlyMap<string, Module>,
  key: string,
  name: string,
): Resolution {
  const module = modules.get(key);
  if (module === undefined) return foreignExport(graph, key, name) ?? "missing";
  const fact = module.facts.get(name);
  if (fact !== undefined) return fact;
  return isCircular(graph, modules, module, name) ? "circular" : "missing";
}

/** Whether following re-exports of a name without origin comes back to where it was. */
function isCircular(
  graph: ModuleGraph,
  modules: ReadonlyMap<string, Module>,
  start: Module,
  name: string,
): boolean {
  const seen = new Set<ExportSurface>();
  let module: Module | undefined = start;
  let wanted = name;
  while (module !== undefined) {
    const surface: ExportSurface | undefined = module.own.get(wanted);
    if (surface?.kind !== "reexport") return false;
    if (seen.has(surface)) return true;
    seen.add(surface);
    module = modules.get(resolutionOf(graph, module.key, surface.from!));
    wanted = surface.imported!;
  }
  return false;
}
