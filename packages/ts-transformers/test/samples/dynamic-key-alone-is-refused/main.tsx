import { pattern } from "commonfabric";
export default pattern<{ scores: Record<string, number>; who: string }>(({ scores, who }) => {
  const mine = scores[who];
  return { mine, again: scores[who] };
});
