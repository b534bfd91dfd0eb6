/**
 * Strongly connected components with an explicit stack, so that a chain of 20,000 modules does not
 * recurse. Source: R. Tarjan, "Depth-first search and linear graph algorithms", 1972.
 */

/**
 * The components of a graph over nodes `0 .. successors.length - 1`, dependencies first: each
 * component comes after all components that it reaches. Negative successors are edges that lead to no
 * node. Linear in nodes and edges.
 */
export function tarjanSccs(successors: readonly (readonly number[])[]): number[][] {
  const count = successors.length;
  const order = new Int32Array(count); // 0: not visited
  const low = new Int32Array(count);
  const nextEdge = new Int32Array(count);
  const onStack = new Uint8Array(count);
  const stack: number[] = [];
  const path: number[] = [];
  const components: number[][] = [];
  let visited = 0;

  const enter = (node: number): void => {
    order[node] = low[node] = ++visited;
    onStack[node] = 1;
    stack.push(node);
    path.push(node);
  };

  for (let root = 0; root < count; root++) {
    if (order[root] !== 0) continue;
    enter(root);
    while (path.length > 0) {
      const node = path[path.length - 1]!;
      const edges = successors[node]!;
      if (nextEdge[node]! < edges.length) {
        const target = edges[nextEdge[node]!++]!;
        if (target < 0) continue;
        if (order[target] === 0) enter(target);
        else if (onStack[target] === 1) low[node] = Math.min(low[node]!, order[target]!);
        continue;
      }
      path.pop();
      const parent = path[path.length - 1];
      if (parent !== undefined) low[parent] = Math.min(low[parent]!, low[node]!);
      if (low[node] === order[node]) components.push(takeComponent(stack, onStack, node));
    }
  }
  return components;
}

function takeComponent(stack: number[], onStack: Uint8Array, root: number): number[] {
  const members: number[] = [];
  for (;;) {
    const node = stack.pop()!;
    onStack[node] = 0;
    members.push(node);
    if (node === root) return members;
  }
}
