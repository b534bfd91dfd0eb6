/**
 * A summary as the projection that the schema generator applies to the type of the root.
 *
 * - Read, written or handed on at a path: `all` there. `all` is repeated on every node below it,
 *   where `props` and `items` only say what is known of handles.
 * - Only deeper uses: `props` and `items` without `all`. Only presence (truthiness, iteration,
 *   `length`): a node with nothing below it. `length` of a list is a member `length` without
 *   content of its own: on an array type it stands for the list being there.
 * - `*` is `items`; a known index is a member named by its number, also on an array.
 * - A wildcard is `all` at its prefix.
 * - `identity` stands alone: any use that demands content takes its place.
 * - `cell` says what is done with a handle at this very node. A read through a handle is `cell:
 *   "readonly"` on the handle and the paths of what is read of its content below it; a write is
 *   `writeonly` on the handle; both, or a use that is not known, `cell`. On data it has no meaning.
 *   A handle below `all` without `cell` is used in no way that is known: it stays as declared.
 *
 * Mode `contract` keeps the whole structure (`all` everywhere) and takes over handle uses alone.
 */
import { sortedUtf8 } from "@commonfabric/canonical";
import type { CellUse, Projection } from "@commonfabric/schema-generator";
import { FACT_KINDS, type FactKind, type RootSummary } from "./summary.ts";

export type ProjectionMode = "full" | "contract";

class Node {
  readonly children: Map<string, Node> = new Map();
  readonly facts: Set<FactKind> = new Set();
  default: { readonly value: unknown } | undefined;

  at(path: readonly string[]): Node {
    return path.reduce<Node>((node, key) => node.child(key), this);
  }

  child(key: string): Node {
    let found = this.children.get(key);
    if (found === undefined) this.children.set(key, found = new Node());
    return found;
  }

  has(...kinds: readonly FactKind[]): boolean {
    return kinds.some((kind) => this.facts.has(kind));
  }
}

export function projectionOf(root: RootSummary, mode: ProjectionMode): Projection {
  const tree = new Node();
  for (const kind of FACT_KINDS) {
    for (const path of root[kind]) tree.at(path).facts.add(kind);
  }
  if (root.passthrough) tree.facts.add("opaque");
  for (const [key, value] of root.defaults) {
    const path = key === "" ? [] : key.split("\u0000");
    tree.at(path).default = { value };
  }
  return projection(tree, mode === "contract");
}

function projection(node: Node, isAll: boolean): Projection {
  const all = isAll || node.has("reads", "fullReads", "writes", "wildcards", "opaque");
  const cell = cellUse(node);
  const members = sortedUtf8(node.children.keys()).filter((key) => key !== "*");
  const items = node.children.get("*");
  const identity = all || node.children.size > 0 ? undefined : identityOf(node);
  return {
    ...(all ? { all } : {}),
    ...(members.length === 0 ? {} : {
      props: new Map(members.map((key) => [key, projection(node.children.get(key)!, all)])),
    }),
    ...(items === undefined ? {} : { items: projection(items, all) }),
    ...(cell === undefined ? {} : { cell }),
    ...(identity === undefined ? {} : { identity }),
    ...(node.default === undefined ? {} : { default: node.default.value }),
  };
}

function identityOf(node: Node): "comparable" | "opaque" | undefined {
  if (node.has("comparable")) return "comparable";
  return node.has("identity") ? "opaque" : undefined;
}

function cellUse(node: Node): CellUse | undefined {
  if (node.has("unverified")) return "cell";
  const isUsed = node.has("handleReads", "handleWrites");
  const reads = isUsed ? node.has("handleReads") : node.has("reads", "fullReads");
  const writes = isUsed ? node.has("handleWrites") : node.has("writes");
  if (reads && writes) return "cell";
  if (reads) return "readonly";
  if (writes) return "writeonly";
  if (node.has("comparable")) return "comparable";
  return node.has("opaque", "identity") ? "opaque" : undefined;
}
