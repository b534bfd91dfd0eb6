/** The checks over all records of a load, before anything of it executes. */
import {
  hostRecordKey,
  importableHostExport,
  LIMITS,
  nearestName,
  quote,
} from "@commonfabric/contract";
import type { Sha256 } from "@commonfabric/canonical";
import { policyDigest } from "../policy.ts";
import type { ModuleGraph, Verdict, VerifierPolicy } from "../verdict.ts";
import { bodyHash } from "../verify-body.ts";
import { GraphErrors } from "./graph-error.ts";
import { linkModules } from "./links.ts";
import type { LinkTable } from "./links.ts";
import { recordFault, recordKind } from "./record-shape.ts";

/** What a graph is verified with; part of the options of a verifier. */
export interface GraphOptions {
  readonly policy: VerifierPolicy;
  readonly sha256: Sha256;
  readonly verifierVersion: string;
  /** The digest of `policy`, where it is known already. */
  readonly policyDigest?: string;
}

/**
 * Checks that `graph` may be evaluated: shapes, verdicts over the very bodies, edges that identity
 * commits to, and links. Linear in edges plus names, and without recursion.
 *
 * @param verdicts accepting verdicts by record key.
 * @throws {ModuleVerificationError} with every error found, at most 50.
 */
export function verifyModuleGraph(
  graph: ModuleGraph,
  verdicts: ReadonlyMap<string, Verdict>,
  options: GraphOptions,
): void {
  const errors = new GraphErrors(graph.paths);
  if (!graph.records.has(graph.entry)) {
    errors.add("G1", "graph:missing", graph.entry, `The entry ${quote(graph.entry)} is no record`);
  }
  const modules = checkShapes(graph, options, errors);
  errors.throwIfAny();
  const policy = options.policyDigest ?? policyDigest(options.policy, options.sha256);
  for (const key of modules) checkVerdict(key, graph, verdicts.get(key), policy, options, errors);
  errors.throwIfAny();
  for (const key of modules) checkEdges(key, graph, verdicts.get(key)!, options, errors);
  errors.throwIfAny();
  const links = linkGraph(graph, modules, verdicts);
  for (const key of modules) {
    checkLinks(key, graph, verdicts.get(key)!, links, options, errors);
    checkSurface(key, graph, links, errors);
  }
  errors.throwIfAny();
}

/** Check 1. The keys of authored records. */
function checkShapes(graph: ModuleGraph, options: GraphOptions, errors: GraphErrors): string[] {
  const modules: string[] = [];
  for (const [key, record] of graph.records) {
    const kind = recordKind(key, options.policy.hosts);
    if (kind === undefined) {
      errors.add("G1", "graph:shape", key, `${quote(key)} is no record key`);
      continue;
    }
    const fault = recordFault(record);
    if (fault !== undefined) errors.add("G1", "graph:shape", key, `Record ${quote(key)} ${fault}`);
    else if (kind === "module") modules.push(key);
  }
  return modules;
}

/** The links of the authored records; their edges were checked, so those of identity are used. */
function linkGraph(
  graph: ModuleGraph,
  modules: readonly string[],
  verdicts: ReadonlyMap<string, Verdict>,
): LinkTable {
  const authored = new Map(modules.map((key) => [key, verdicts.get(key)!]));
  const hosts = new Map<string, readonly string[]>();
  for (const [key, { exports }] of graph.records) {
    if (!authored.has(key)) hosts.set(key, exports);
  }
  return linkModules({ verdicts: authored, edges: graph.edges, hosts });
}

/** The record that `specifier` of the record `key` is resolved to. */
function resolutionOf(graph: ModuleGraph, key: string, specifier: string): string {
  const { resolutions } = graph.records.get(key)!;
  if (resolutions === undefined || !Object.hasOwn(resolutions, specifier)) return specifier;
  return resolutions[specifier]!;
}

/** Every authored record has an accepting verdict over the string that will be evaluated. */
function checkVerdict(
  key: string,
  graph: ModuleGraph,
  verdict: Verdict | undefined,
  policy: string,
  options: GraphOptions,
  errors: GraphErrors,
): void {
  const body = graph.bodies.get(key);
  const refuse = (reason: string) =>
    errors.add("G0", "graph:shape", key, `Record ${quote(key)} ${reason}`);
  if (body === undefined) refuse("has no body");
  else if (verdict?.ok !== true) refuse("has no accepting verdict");
  else if (verdict.verifierVersion !== options.verifierVersion) {
    refuse("has a verdict of another verifier version");
  } else if (verdict.policy !== policy) refuse("has a verdict under another policy");
  else if (
    graph.attested?.has(key) !== true && bodyHash(body, options.sha256) !== verdict.bodyHash
  ) {
    refuse("has a verdict over another body");
  }
}

/** Checks 2, 3 and 4. */
function checkEdges(
  key: string,
  graph: ModuleGraph,
  verdict: Verdict,
  options: GraphOptions,
  errors: GraphErrors,
): void {
  const { imports, resolutions } = graph.records.get(key)!;
  if (!equalLists(imports, verdict.imports)) {
    const message = `The imports of record ${quote(key)} are not those of its body`;
    errors.add("G2", "graph:shape", key, message);
    return;
  }
  const known = new Set(imports);
  for (const specifier of Object.keys(resolutions ?? {})) {
    if (known.has(specifier)) continue;
    const message = `Record ${quote(key)} resolves ${quote(specifier)}, which is no import of it`;
    errors.add("G2", "graph:shape", key, message);
  }
  for (const specifier of imports) checkEdge(key, specifier, graph, options, errors);
}

function checkEdge(
  key: string,
  specifier: string,
  graph: ModuleGraph,
  { policy: { hosts } }: GraphOptions,
  errors: GraphErrors,
): void {
  const { resolutions } = graph.records.get(key)!;
  const hasResolution = resolutions === undefined || Object.hasOwn(resolutions, specifier);
  const target = resolutionOf(graph, key, specifier);
  // Called for every edge of a graph: the message is made only for a fault.
  const edge = () => `The import ${quote(specifier)} of ${quote(graph.paths.get(key) ?? key)}`;
  const isHost = hosts.modules.has(specifier);
  if (!hasResolution) {
    errors.add("G2", "graph:missing", key, `${edge()} is not resolved`);
  } else if (isHost ? target !== hostRecordKey(specifier) : target.startsWith(hostRecordKey(""))) {
    errors.add("G2", "graph:host", key, `${edge()} is resolved to ${quote(target)}`);
  } else if (graph.sourceOnly?.has(target) === true) {
    errors.add("G4", "graph:edge", key, `${edge()} is resolved to a declaration or data file`);
  } else if (graph.edges.get(key)?.get(specifier) !== target) {
    errors.add("G3", "graph:edge", key, `${edge()} is not an edge of the identity of the module`);
  } else if (!graph.records.has(target)) {
    errors.add("G2", "graph:missing", key, `${edge()} is resolved to a record that is missing`);
  }
}

/** Check 5. */
function checkLinks(
  key: string,
  graph: ModuleGraph,
  verdict: Verdict,
  links: LinkTable,
  { policy: { hosts } }: GraphOptions,
  errors: GraphErrors,
): void {
  for (const { specifier, names } of verdict.importedNames) {
    if (names === "*") continue;
    const target = resolutionOf(graph, key, specifier);
    for (const name of names) {
      const resolution = hosts.modules.has(specifier)
        ? importableHostExport(hosts, specifier, name) === undefined ? "missing" : undefined
        : links.resolve(target, name);
      if (resolution === "missing") {
        const near = nearestName(name, exportNames(target, graph, links));
        const suggestion = near === undefined ? "" : `; did you mean ${quote(near)}?`;
        const message = `${quote(specifier)} has no export named ${quote(name)}${suggestion}`;
        errors.add("G5", "graph:no-export", key, message);
      } else if (resolution === "ambiguous") {
        const message = `Export ${quote(name)} of ${quote(specifier)} is ambiguous`;
        errors.add("G5", "graph:ambiguous-export", key, message);
      } else if (resolution === "circular") {
        const message = `Export ${quote(name)} of ${quote(specifier)} is a circular re-export`;
        errors.add("G5", "graph:circular-export", key, message);
      }
    }
  }
}

function exportNames(key: string, graph: ModuleGraph, links: LinkTable): Iterable<string> {
  return links.exports.get(key)?.keys() ?? graph.records.get(key)?.exports ?? [];
}

/** Check 6, and the bound on the names of a namespace. */
function checkSurface(
  key: string,
  graph: ModuleGraph,
  links: LinkTable,
  errors: GraphErrors,
): void {
  const names = links.exports.get(key)!;
  const { exports } = graph.records.get(key)!;
  if (names.size > LIMITS.exportsPerModule) {
    const message = `Record ${quote(key)} has more than ${LIMITS.exportsPerModule} exports`;
    errors.add("G6", "graph:shape", key, message);
  } else if (exports.length !== names.size || !exports.every((name) => names.has(name))) {
    const message = `The exports of record ${quote(key)} are not those of its body`;
    errors.add("G6", "graph:shape", key, message);
  }
}

function equalLists(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, at) => item === b[at]);
}
