import { pattern, UI } from "commonfabric";
interface Node {
  label: string;
  kids: Node[];
}
interface Output {
  [UI]: any;
}
const Tree = pattern<{ node: Node }, Output>(({ node }) => ({
  [UI]: <li>{node.label}{node.kids.map((kid) => Tree({ node: kid }))}</li>,
}));
export default Tree;
