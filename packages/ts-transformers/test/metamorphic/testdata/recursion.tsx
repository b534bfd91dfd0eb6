import { NAME, pattern, UI, VNode } from "commonfabric";
interface Node {
  label: string;
  kids: Node[];
}
function countAll(node: Node): number {
  return 1 + node.kids.reduce((sum, kid) => sum + countAll(kid), 0);
}
function labels(node: Node): string[] {
  return [node.label, ...node.kids.flatMap(labels)];
}
const Tree = pattern<{ node: Node; depth: number }, { [UI]: VNode }>(({ node, depth }) => ({
  [UI]: <li title={`${depth}`}>{node.label}{node.kids.length}</li>,
}));
interface Input {
  root: Node;
  prefix: string;
}
export default pattern<Input>(({ root, prefix }) => ({
  [NAME]: prefix + root.label,
  [UI]: (
    <div>
      {countAll(root)}
      {labels(root).map((label) => <b>{prefix}{label}</b>)}
      <Tree node={root} depth={0} />
      {root.kids.map((kid) => (
        <ul>
          <Tree node={kid} depth={1} />
          {kid.kids.map((inner) => <Tree node={inner} depth={2} />)}
        </ul>
      ))}
    </div>
  ),
  count: countAll(root),
}));
