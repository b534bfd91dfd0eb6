import {
  action,
  computed,
  Default,
  NAME,
  pattern,
  Stream,
  UI,
  VNode,
  Writable,
} from "commonfabric";
interface Item {
  title: string;
  votes: number;
}
interface RowOut {
  [UI]: VNode;
  label: string;
}
const Row = pattern<{ item: Item; prefix?: string; total: number }, RowOut>(
  ({ item, prefix = "* ", total }) => {
    const label = computed(() => `${prefix}${item.title}`);
    return { [UI]: <li>{label} {total > 0 ? item.votes / total : 0}</li>, label };
  },
);
interface CounterOut {
  [UI]: VNode;
  value: number;
  double: number;
  increment: Stream<void>;
}
const Counter = pattern<{ value: Writable<number>; step: number }, CounterOut>(
  ({ value, step }) => {
    const clicks = new Writable(0);
    const increment = action(() => {
      value.set(value.get() + step);
      clicks.set(clicks.get() + 1);
    });
    return {
      [UI]: <cf-button onClick={increment}>{value} after {clicks.get()}</cf-button>,
      value,
      double: computed(() => value.get() * 2),
      increment,
    };
  },
);
interface Input {
  items: Item[];
  value: Writable<number>;
  step: number;
}
export default pattern<Input>(({ items, value, step }) => {
  const counter = Counter({ value, step });
  const total = computed(() => items.reduce((sum, item) => sum + item.votes, 0));
  const rows = items.map((item) => Row({ item, total, prefix: item.votes > 1 ? "! " : "- " }));
  return {
    [NAME]: computed(() => `${counter.double}`),
    [UI]: (
      <div>
        {counter}
        <Counter value={value} step={step + 1} />
        <cf-button onClick={counter.increment}>from outside</cf-button>
        {items.map((item) => <Row item={item} total={total} />)}
        {rows}
        {rows.map((row) => <b>{row.label}</b>)}
        {counter.double > 4 && "big"}
      </div>
    ),
    counter: { value: counter.value, double: counter.double },
  };
});
