/** Walks over syntax trees without recursion: foreign trees may be deep. */
import ts from "typescript";

/** How deep a node is: levels of the tree, and functions around and including it. */
export interface NodeDepth {
  readonly levels: number;
  readonly functions: number;
}

/** Calls `visit` for `root` and every node below it in source order; `false` prunes. */
export function walkTree(
  root: ts.Node,
  visit: (node: ts.Node, depth: NodeDepth) => boolean | void,
): void {
  const stack: { node: ts.Node; levels: number; functions: number }[] = [];
  const children: ts.Node[] = [];
  stack.push({ node: root, levels: 0, functions: 0 });
  for (let item = stack.pop(); item !== undefined; item = stack.pop()) {
    const { node, levels } = item;
    if (ts.isFunctionLike(node)) item.functions++;
    if (visit(node, item) === false) continue;
    ts.forEachChild(node, (child) => void children.push(child));
    for (let child = children.pop(); child !== undefined; child = children.pop()) {
      stack.push({ node: child, levels: levels + 1, functions: item.functions });
    }
  }
}
