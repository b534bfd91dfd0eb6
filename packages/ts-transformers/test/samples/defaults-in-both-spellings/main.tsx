import { type Default, pattern } from "commonfabric";
interface Input {
  size: Default<number, 12>;
  title: string | Default<"Untitled">;
  tags: string[] | Default<[]>;
  words: Default<string[], ["a", "b"]>;
  box: { w: number; h: number } | Default<{ w: 800; h: 600 }>;
  on: boolean | Default<true>;
  none: Default<string | null, null>;
  map: Record<string, number> | Default<{}>;
}
export default pattern<Input, Input>((
  { size, title, tags, words, box, on, none, map },
) => ({ size, title, tags, words, box, on, none, map }));
