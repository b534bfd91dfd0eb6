/** The children of a node of any kind, for walks that do not need to know the kinds. */
import type { AnyNode } from "acorn";

/** Child nodes of `node` in source order. */
export function children(node: AnyNode): AnyNode[] {
  const found = new Set<AnyNode>();
  for (const value of Object.values(node) as unknown[]) {
    for (const item of Array.isArray(value) ? value : [value]) if (isNode(item)) found.add(item);
  }
  return [...found].sort((a, b) => a.start - b.start);
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === "object" && value !== null &&
    typeof (value as { type?: unknown }).type === "string";
}
