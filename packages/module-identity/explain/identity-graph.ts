/** Programs and verified closures as one shape: modules by path with named targets. */
import { computeModuleIdentities } from "../program/module-identities.ts";
import type { IdentityOptions } from "../identity-options.ts";
import type { EdgeKind, FileKind, Identity, Program, StoredEdge } from "../types.ts";
import type { VerifiedClosure } from "../verify-source-closure.ts";

export interface GraphEdge {
  readonly specifier: string;
  readonly kind: EdgeKind;
  /** Path of a module or data file, host name, or package identity. */
  readonly target: string;
}

export interface GraphModule {
  readonly path: string;
  readonly kind: FileKind;
  readonly identity: Identity;
  readonly sourceDigest: string;
  readonly text: string | undefined;
  /** Sorted by specifier. */
  readonly edges: readonly GraphEdge[];
  /** Paths of the members of its import cycle, itself included, in no order. */
  readonly members: readonly string[];
}

export interface IdentityGraph {
  /** Path of the entry. */
  readonly main: string;
  readonly modules: ReadonlyMap<string, GraphModule>;
}

interface Listed extends Omit<GraphModule, "edges" | "members"> {
  readonly component: number;
  readonly storedEdges: readonly StoredEdge[];
}

/** The graph of `side`. Throws like `computeModuleIdentities` for a program without identities. */
export function identityGraph(
  side: Program | VerifiedClosure,
  options: IdentityOptions,
): IdentityGraph {
  if ("files" in side) {
    const modules = [...computeModuleIdentities(side, options).values()];
    return { main: side.main, modules: linked(modules) };
  }
  const modules = [...side.modules.values()].map((module) => ({ ...module, text: module.text }));
  return { main: side.modules.get(side.entry)!.path, modules: linked(modules) };
}

function linked(modules: readonly Listed[]): Map<string, GraphModule> {
  const pathOf = new Map(modules.map(({ identity, path }) => [identity, path]));
  const members = new Map<number, string[]>();
  for (const { component, path } of modules) {
    const known = members.get(component);
    if (known === undefined) members.set(component, [path]);
    else known.push(path);
  }
  const graph = new Map<string, GraphModule>();
  for (const { component, storedEdges, ...module } of modules) {
    const edges = storedEdges.map(({ specifier, kind, identity, host }): GraphEdge => ({
      specifier,
      kind,
      target: host ?? pathOf.get(identity!) ?? identity!,
    }));
    graph.set(module.path, { ...module, edges, members: members.get(component)! });
  }
  return graph;
}
