/** Trees of bodies, and walks that do not need to know the kinds of nodes. */
import { type AnyNode, type Options, Parser, type Program } from "acorn";
import { withCheckedSlashes } from "../../../../sandbox-verifier/parse/checked-slashes.ts";

const SlashParser = Parser.extend(withCheckedSlashes);

/** The tree of `body`; acorn alone refuses some bodies that the engine takes. */
export function parseTree(body: string, options: Partial<Options> = {}): Program {
  return SlashParser.parse(body, { ecmaVersion: 2025, ...options });
}

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
