import { NAME, pattern, UI, Writable } from "commonfabric";
interface Input {
  owner: { name: string; home: { city: string; zip: number } };
  tags: string[];
  kind: string;
  rows: { id: string; at: { x: number; y: number } }[];
  n: Writable<number>;
}
export default pattern<Input>(
  ({ owner: { name: who, home: { city } }, tags: [first, second], kind, rows, n: counter }) => {
    const [top] = rows;
    const parts = tags2(kind);
    return {
      [NAME]: who,
      [UI]: (
        <div
          title={city}
          onClick={() => counter.set(counter.get() + who.length)}
        >
          {first ?? "-"}
          {second ?? "-"}
          {top?.id ?? "empty"}
          {rows.map(({ id, at: { x, y } }) => <li key={id}>{x + y}</li>)}
          {rows.map(({ at }) => <b>{at.x}</b>)}
          {parts.length}
        </div>
      ),
      city,
    };
  },
);
function tags2(kind: string): string[] {
  return kind.split("");
}
