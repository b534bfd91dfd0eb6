/**
 * Loads a verified record graph: decides what is missing, evaluates components leaf first in one
 * new compartment, and publishes each component at once. Synchronous from start to end.
 */
import { LIMITS } from "@commonfabric/contract";
import { ComponentLoad } from "./component-load.ts";
import type { EvaluatedModules, LoadOptions, LoadResult } from "./load-options.ts";
import { componentsFrom, type ImportsOf, orderInComponent } from "./load-order.ts";
import { ensureLockdown } from "./lockdown.ts";
import type { EvaluatedModule } from "./module-instance.ts";
import type { RecordGraph } from "./record-graph.ts";
import { type RecordKey, resolveSpecifier } from "./records.ts";
import {
  identityOfKey,
  isModuleKey,
  pathOfKey,
  provenGraph,
  UnverifiedGraphError,
  type VerifiedGraph,
  verifyRecordGraph,
} from "./verification.ts";

/** Thrown for a load of more modules than a closure may have. */
export class LoadTooLargeError extends Error {
  override readonly name = "LoadTooLargeError";
  constructor() {
    super(`Cannot load more than ${LIMITS.closureModules} modules at once`);
  }
}

/**
 * The namespace of `entry`, with every module that it reaches evaluated.
 * @throws the error of the module that failed; nothing of its component becomes visible
 */
export function loadModuleGraph(
  entry: RecordKey,
  graph: RecordGraph,
  options: LoadOptions,
): LoadResult {
  ensureLockdown();
  const verified = verifiedGraph(entry, graph, options);
  const importsOf = runtimeImports(verified.graph);
  const components = componentsFrom(entry, importsOf);
  const count = components.reduce((sum, members) => sum + members.length, 0);
  if (count > LIMITS.closureModules) throw new LoadTooLargeError();

  const load = new ComponentLoad(verified, importsOf, options);
  try {
    for (const component of components) {
      const known = component.map((key) => knownModule(verified.graph, key, options.evaluated));
      if (known.every((module) => module !== undefined)) load.link(known);
      else {load.run(orderInComponent(component, importsOf, (key) =>
          pathOfKey(verified.graph, key)));}
    }
    return load.result(entry);
  } finally {
    load.release();
  }
}

/** The name under which the loader is known to callers of the module loader interface. */
export const importModuleGraphNow: typeof loadModuleGraph = loadModuleGraph;

function verifiedGraph(
  entry: RecordKey,
  graph: RecordGraph,
  { verify = true, verifier }: LoadOptions,
): VerifiedGraph {
  if (!verify) throw new UnverifiedGraphError("A load without verification is refused");
  const proven = provenGraph(graph);
  if (proven !== undefined) return proven;
  if (verifier === undefined) {
    throw new UnverifiedGraphError(
      "The graph has no proof of verification that holds, and no verifier was given",
    );
  }
  return verifyRecordGraph(graph, entry, verifier);
}

/** Runtime edges between authored modules, in import order. */
function runtimeImports(graph: RecordGraph): ImportsOf {
  const memo = new Map<RecordKey, readonly RecordKey[]>();
  return (key) => {
    const known = memo.get(key);
    if (known !== undefined) return known;
    const record = graph.records.get(key);
    const verdict = graph.verdicts.get(key);
    if (record === undefined || verdict === undefined) {
      throw new UnverifiedGraphError(`The graph has no module ${key}`);
    }
    const targets = verdict.imports
      .map((specifier) => resolveSpecifier(record, specifier))
      .filter(isModuleKey);
    memo.set(key, targets);
    return targets;
  };
}

function knownModule(
  graph: RecordGraph,
  key: RecordKey,
  evaluated: EvaluatedModules | undefined,
): EvaluatedModule | undefined {
  return evaluated?.get(identityOfKey(key), graph.verdicts.get(key)!.bodyHash);
}
