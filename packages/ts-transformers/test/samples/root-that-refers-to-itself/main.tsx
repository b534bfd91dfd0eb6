import { pattern } from "commonfabric";
interface Tree {
  label: string;
  kids: Tree[];
}
export default pattern<Tree, Tree>(({ label, kids }) => ({ label, kids }));
