import { computed, NAME, pattern, UI, Writable } from "commonfabric";
interface Stat {
  label: string;
  value: number;
}
interface Input {
  a: number;
  b: number;
  names: string[];
  flag: boolean;
  n: Writable<number>;
  stats: Stat[];
  others: Stat[];
}
export default pattern<Input>(({ a, b, names, flag, n, stats, others }) => {
  const doubled = computed(() => a * 2);
  const rows = [
    { label: "A", value: a, hot: a > 1 },
    { label: "B", value: b, hot: flag },
    { label: "C", value: doubled, hot: doubled > b },
  ];
  return {
    [NAME]: "rows",
    [UI]: (
      <div>
        {rows.map((row) => (
          <li class={row.hot ? "hot" : ""}>{row.label}: {row.value + 1}{row.hot && <b>!</b>}</li>
        ))}
        {[{ text: names[0] ?? "-", go: 1 }, { text: "fixed", go: b }].map((link) => (
          <cf-button onClick={() => n.set(link.go)}>{link.text}</cf-button>
        ))}
        {(flag ? stats : others).map((stat) => <i>{stat.label}{stat.value * b}</i>)}
        {[...stats, ...others].map((stat) => <u>{stat.label}</u>)}
        {[a, b, doubled].map((one, at) => <em>{at}:{one}</em>)}
        {n.get()}
      </div>
    ),
    rows,
  };
});
