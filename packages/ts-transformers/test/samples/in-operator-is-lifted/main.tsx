import { pattern } from "commonfabric";
export default pattern<{ scores: Record<string, number>; key: string }>(({ scores, key }) => ({
  known: key in scores,
  fixed: "a" in scores,
}));
