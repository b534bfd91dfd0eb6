import { action, computed, NAME, pattern, Stream, UI, VNode, Writable } from "commonfabric";
interface Row {
  title: string;
  n: number;
}
interface RowOut {
  [UI]: VNode;
  title: string;
  pick: Stream<void>;
  size: { text: string; long: boolean };
}
const RowView = pattern<{ row: Row; picked: Writable<string>; at: number }, RowOut>(
  ({ row, picked, at }) => {
    const pick = action(() => picked.set(`${at}:${row.title}`));
    return {
      [UI]: <li onClick={pick}>{row.title}{picked.get() === `${at}:${row.title}` ? "*" : ""}</li>,
      title: row.title.toUpperCase(),
      pick,
      size: { text: `${row.n}`, long: row.title.length > 3 },
    };
  },
);
interface Input {
  rows: Row[];
  picked: Writable<string>;
  factor: number;
}
export default pattern<Input>(({ rows, picked, factor }) => {
  const views = rows.map((row, at) => RowView({ row, picked, at: at * factor }));
  const longOnes = views.filter((view) => view.size.long);
  const firstView = RowView({ row: { title: "made", n: factor + 1 }, picked, at: 0 });
  return {
    [NAME]: firstView.size.text,
    [UI]: (
      <div>
        {views}
        {longOnes.map((view) => <b onClick={view.pick}>{view.title}</b>)}
        {views.map((view) => view.size.text).join("+")}
        {firstView}
        <cf-button onClick={firstView.pick}>{firstView.title}</cf-button>
        {computed(() => views.length + rows.length)}
      </div>
    ),
    titles: views.map((view) => view.title),
  };
});
