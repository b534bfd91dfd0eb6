import { NAME, pattern, UI, Writable } from "commonfabric";
interface Link {
  name: string;
  cell?: Writable<number>;
}
const START: { links: Link[]; limit: number } = { links: [] as Link[], limit: 2 };
const { limit, links: [firstLink] } = START;
enum Mood {
  Calm = "calm",
  Wild = "wild",
}
const describe = (mood: string): string => mood === Mood.Wild ? "!" : ".";
interface Input {
  moods: string[];
  n: number;
}
export default pattern<Input>(({ moods, n }) => ({
  [NAME]: firstLink?.name ?? "none",
  [UI]: (
    <div>
      {moods.map((mood) => <i>{mood === Mood.Calm ? "calm" : describe(mood)}</i>)}
      {n > limit ? "over" : START.limit - n}
    </div>
  ),
  count: START.links.length + moods.length,
}));
