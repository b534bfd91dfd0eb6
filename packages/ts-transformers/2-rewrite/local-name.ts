/** Names of locals that the rewrite adds to an authored callback. */
import ts from "typescript";
import { walk } from "../walk.ts";

/** `base`, or the first of `base_1`, `base_2`, ... that is no name in `fn` and not in `taken`. */
export function freeLocalName(base: string, fn: ts.Node, taken: Iterable<string> = []): string {
  const used = new Set(taken);
  walk(fn, (node) => {
    if (ts.isIdentifier(node)) used.add(node.text);
    return true;
  });
  if (!used.has(base)) return base;
  for (let ordinal = 1;; ordinal++) {
    const name = `${base}_${ordinal}`;
    if (!used.has(name)) return name;
  }
}
