/** Graphs of bodies for the tests of the graph check. */
import assert from "node:assert/strict";
import { digestText, encodeUtf8, nodeSha256 } from "@commonfabric/canonical";
import { hostRecordKey, importableHostExport, moduleRecordKey } from "@commonfabric/contract";
import { ModuleVerificationError, resolveExports } from "../../mod.ts";
import type { GraphRecord, ModuleGraph, Verdict } from "../../mod.ts";
import { HOSTS } from "./hosts.ts";
import { accepted, bodyOf, VERIFIER } from "./verify.ts";

/** The record key of the module `name`. */
export function keyOf(name: string): string {
  return moduleRecordKey(digestText(nodeSha256, encodeUtf8(name)));
}

/** A graph whose parts can be altered before it is checked. */
export interface MutableGraph {
  entry: string;
  records: Map<string, GraphRecord>;
  bodies: Map<string, string>;
  paths: Map<string, string>;
  edges: Map<string, Map<string, string>>;
  sourceOnly: Set<string>;
  attested: Set<string>;
}

export interface GraphCase {
  readonly graph: MutableGraph;
  readonly verdicts: Map<string, Verdict>;
}

/** A consistent graph: statements by module name; `./b` names the module `b`. */
export function graphOf(modules: Readonly<Record<string, string>>): GraphCase {
  const verdicts = new Map<string, Verdict>();
  const bodies = new Map<string, string>();
  const edges = new Map<string, Map<string, string>>();
  const paths = new Map<string, string>();
  for (const [name, statements] of Object.entries(modules)) {
    const key = keyOf(name);
    bodies.set(key, bodyOf(statements));
    const verdict = accepted(bodies.get(key)!);
    verdicts.set(key, verdict);
    paths.set(key, `/${name}.ts`);
    edges.set(key, new Map(verdict.imports.map((specifier) => [specifier, targetOf(specifier)])));
  }
  const host = hostRecordKey("commonfabric");
  const names = [...HOSTS.modules.get("commonfabric")!.exports.keys()]
    .filter((name) => importableHostExport(HOSTS, "commonfabric", name) !== undefined);
  const resolved = resolveExports({ verdicts, edges, hosts: new Map([[host, names]]) });
  const records = new Map<string, GraphRecord>([
    [host, { imports: [], exports: names, execute() {} }],
  ]);
  for (const [key, { imports }] of verdicts) {
    records.set(key, {
      imports,
      exports: [...resolved.get(key)!.keys()],
      resolutions: Object.fromEntries(edges.get(key)!),
      execute() {},
    });
  }
  const entry = keyOf(Object.keys(modules)[0]!);
  const graph = { entry, records, bodies, paths, edges };
  return { graph: { ...graph, sourceOnly: new Set(), attested: new Set() }, verdicts };
}

function targetOf(specifier: string): string {
  return specifier.startsWith("./") ? keyOf(specifier.slice(2)) : hostRecordKey(specifier);
}

/** Replaces parts of one record. */
export function alter({ graph }: GraphCase, name: string, parts: Partial<GraphRecord>): void {
  const key = keyOf(name);
  graph.records.set(key, { ...graph.records.get(key)!, ...parts });
}

/** The errors of the graph as `RULE CODE message`; none when it is accepted. */
export function graphErrors({ graph, verdicts }: GraphCase): string[] {
  try {
    VERIFIER.verifyGraph(graph as ModuleGraph, verdicts);
  } catch (error) {
    assert.ok(error instanceof ModuleVerificationError);
    return error.errors.map(({ rule, code, message }) => `${rule} ${code} ${message}`);
  }
  return [];
}
