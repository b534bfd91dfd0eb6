/** Walks over syntax trees without recursion: foreign trees may be deep. */
import ts from "typescript";

/** Calls `visit` for every node below `root` in source order; `false` leaves out what is below it. */
export function walkTree(
  root: ts.Node,
  visit: (node: ts.Node, functionDepth: number) => boolean | void,
): void {
  const stack: { node: ts.Node; functionDepth: number }[] = [{ node: root, functionDepth: 0 }];
  const children: ts.Node[] = [];
  for (let item = stack.pop(); item !== undefined; item = stack.pop()) {
    const { node } = item;
    const functionDepth = item.functionDepth + (ts.isFunctionLike(node) ? 1 : 0);
    if (visit(node, functionDepth) === false) continue;
    ts.forEachChild(node, (child) => void children.push(child));
    for (let child = children.pop(); child !== undefined; child = children.pop()) {
      stack.push({ node: child, functionDepth });
    }
  }
}
