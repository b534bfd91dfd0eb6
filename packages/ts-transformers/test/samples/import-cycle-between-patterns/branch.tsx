import { pattern, UI } from "commonfabric";
import { Leaf, type Node } from "./main.tsx";
export const Branch = pattern<{ node: Node }, { [UI]: any }>(({ node }) => ({
  [UI]: <ul>{node.kids.map((kid) => <li><Leaf node={kid} /></li>)}</ul>,
}));
