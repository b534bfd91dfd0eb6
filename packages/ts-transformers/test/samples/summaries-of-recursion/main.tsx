import { lift } from "commonfabric";
interface Node {
  label: string;
  note: string;
  kids: Node[];
}
function walk(node: Node): number {
  let size = node.label.length;
  node.kids.forEach((kid) => size += walk(kid));
  return size;
}
function even(node: Node): boolean {
  return node.kids.length === 0 || odd(node.kids[0]);
}
function odd(node: Node): boolean {
  return node.label === "" || even(node.kids[0]);
}
export const size = lift((x: { root: Node; other: string }) => walk(x.root));
export const parity = lift((node: Node) => even(node));
