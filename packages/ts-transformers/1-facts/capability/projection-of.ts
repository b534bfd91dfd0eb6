/**
 * A summary as the projection that the schema generator applies to the type of the root.
 *
 * - Read, written or handed on at a path: `all` there. `all` is repeated on every node below it,
 *   where `props` and `items` only say what is known of handles.
 * - Only deeper uses: `props` and `items` without `all`. Only presence (truthiness, iteration): a
 *   node with nothing below it. `length` of a list is a member `length`, which on an array type
 *   stands for the list being there.
 * - `*` is `items`; a known index is a member named by its number, also on an array.
 * - A wildcard is `all` at its prefix.
 * - `identity` stands alone: any use that demands content takes its place.
 * - `cell` says what is done with a handle at this very node; on data it has no meaning. A read
 *   through a handle is `readonly` on the handle, and what is read of its content stands below it;
 *   a write is `writeonly`; both, or a use that is not known, `cell`. A handle that is only
 *   handed on, tested for presence or led through by `key` is `opaque`. Without `cell` a handle is used in a way that is
 *   not known and stays as declared. No use widens what is declared.
 * - Below `all` nobody knows who uses a handle, so no narrower kind than declared is claimed there.
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
  return projection(tree, { isContract: mode === "contract", isAll: false });
}

interface Above {
  /** The structure is kept anyway, and uses narrow handles at any depth. */
  readonly isContract: boolean;
  /** Everything is needed at a node above. */
  readonly isAll: boolean;
}

function projection(node: Node, above: Above): Projection {
  const { isContract } = above;
  const isAll = isContract || above.isAll || node.has(...CONTENT, "opaque");
  const use = cellUse(node);
  const cell = use === "cell" || isContract || !above.isAll ? use : undefined;
  const members = sortedUtf8(node.children.keys()).filter((key) => key !== "*");
  const items = node.children.get("*");
  const identity = isAll || node.children.size > 0 ? undefined : identityOf(node);
  const inner = (child: Node) => projection(child, { isContract, isAll });
  return {
    ...(isAll ? { all: true } : {}),
    ...(members.length === 0
      ? {}
      : { props: new Map(members.map((key) => [key, inner(node.children.get(key)!)])) }),
    ...(items === undefined ? {} : { items: inner(items) }),
    ...(cell === undefined ? {} : { cell }),
    ...(identity === undefined ? {} : { identity }),
    ...(node.default === undefined ? {} : { default: node.default.value }),
  };
}

const CONTENT: readonly FactKind[] = ["reads", "fullReads", "writes", "wildcards"];

function identityOf(node: Node): "comparable" | "opaque" | undefined {
  if (node.has("comparable")) return "comparable";
  return node.has("identity") ? "opaque" : undefined;
}

function cellUse(node: Node): CellUse | undefined {
  if (node.has("unverified")) return "cell";
  const reads = node.has("handleReads");
  const writes = node.has("handleWrites");
  if (reads && writes) return "cell";
  // What is read through the handle may be needed whole; that the handle escapes is `unverified`.
  if (reads) return "readonly";
  // A wildcard is a use of which nothing is known.
  if (node.has("wildcards")) return undefined;
  if (writes) return "writeonly";
  if (node.has("reads", "fullReads")) return undefined;
  if (node.has("comparable")) return "comparable";
  const isIdle = node.facts.size + node.children.size === 0;
  return isIdle || node.has("opaque", "identity", "presence", "handleParts") ? "opaque" : undefined;
}
