import { pattern, UI } from "commonfabric";
import { Branch } from "./branch.tsx";
export interface Node {
  label: string;
  kids: Node[];
}
export const Leaf = pattern<{ node: Node }, { [UI]: any }>(({ node }) => ({
  [UI]: <i>{node.label}{node.kids.length > 0 ? <Branch node={node} /> : null}</i>,
}));
export default pattern<{ node: Node }>(({ node }) => ({ [UI]: <div>{Leaf({ node })}</div> }));
