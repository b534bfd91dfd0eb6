import { computed, pattern } from "commonfabric";
interface Scores {
  total: number;
  [name: string]: number;
}
interface Input {
  scores: Scores;
  nested: Record<string, { list: string[] }>;
  byLevel: Record<1 | 2, string>;
}
export default pattern<Input>(({ scores, nested, byLevel }) => ({
  total: scores.total,
  other: scores.other,
  size: computed(() => Object.values(nested).length),
  lists: computed(() => Object.entries(nested).map(([key, one]) => key + one.list.length)),
  level: byLevel[1],
}));
