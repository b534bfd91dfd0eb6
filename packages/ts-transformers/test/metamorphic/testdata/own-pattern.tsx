import { computed, NAME, pattern, UI, VNode } from "commonfabric";
interface Node { label: string; kids: Node[] }
const Tree = pattern<{ node: Node; depth: number }, { [UI]: VNode; size: number }>(({ node, depth }) => ({
  [UI]: (
    <ul>
      {node.label}{SEPARATOR}{depth}{later(node.label)}
      {node.kids.map((kid) => <Tree node={kid} depth={depth + 1} />)}
    </ul>
  ),
  size: computed(() => node.kids.length),
}));
interface Input { roots: Node[]; extra: number }
export default pattern<Input>(({ roots, extra }) => ({
  [NAME]: `${SEPARATOR}${roots.length}`,
  [UI]: <div>{roots.map((root) => <Tree node={root} depth={extra} />)}{Footer({ text: "end" })}</div>,
}));
const SEPARATOR = "/";
function later(text: string): string { return text + SEPARATOR; }
const Footer = pattern<{ text: string }, { [UI]: VNode }>(({ text }) => ({ [UI]: <p>{text}{SEPARATOR}</p> }));
