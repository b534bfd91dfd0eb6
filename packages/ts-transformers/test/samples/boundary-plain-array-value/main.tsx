import { pattern } from "commonfabric";
const WORDS = ["a", "b", "c"];
export default pattern<{ word: string; n: number }>(({ word, n }) => ({
  others: WORDS.filter((one) => one !== word),
  first: WORDS.find((one) => one > word),
  fixed: WORDS.filter((one) => one !== "a"),
  sum: [1, 2].reduce((sum, one) => sum + one * n, 0),
}));
