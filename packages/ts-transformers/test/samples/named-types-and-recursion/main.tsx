import { pattern } from "commonfabric";
interface Node {
  label: string;
  kids: Node[];
  parent?: Node;
}
type Pair = { left: Leaf; right: Leaf };
interface Leaf {
  n: number;
}
type Box<T> = { value: T; next?: Box<T> };
export default pattern<{ root: Node; pair: Pair; leaves: Leaf[]; box: Box<string> }>(({ root }) => ({
  label: root.label,
}));
