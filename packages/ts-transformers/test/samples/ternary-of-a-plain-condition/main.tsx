import { pattern } from "commonfabric";
const verbose = true;
export default pattern<{ title: string; n: number }>(({ title, n }) => ({
  shown: verbose ? title : "short",
  more: verbose ? `${title}!` : n + 1,
}));
