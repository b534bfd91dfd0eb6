import { computed, handler, NAME, pattern, UI, Writable } from "commonfabric";
interface Item {
  title: string;
  price: number;
}
const record = handler<
  { text?: string },
  { items: Item[]; log: Writable<string[]>; kind: string; step: number }
>(
  (event, { items, log, kind, step }) => {
    log.push(`${kind}${step}:${items.length}:${event?.text ?? ""}`);
  },
);
interface Input {
  items: Item[];
  rate: number;
  log: Writable<string[]>;
}
export default pattern<Input>(({ items, rate, log }) => {
  const ctx = { items, log, kind: "a" };
  const more = { ...ctx, step: 2 };
  const { items: again } = ctx;
  const pair = [rate, items.length];
  const total = computed(() => ctx.items.reduce((sum, it) => sum + it.price, 0) * rate + more.step);
  return {
    [NAME]: ctx.kind,
    [UI]: (
      <div>
        <b>{total}</b>
        {again.map((it) => <li>{it.title}{ctx.kind}{more.step}</li>)}
        <cf-button onClick={record({ ...more })}>a</cf-button>
        <cf-button onClick={record({ ...ctx, step: rate })}>b</cf-button>
        {pair.map((n) => <i>{n}</i>)}
      </div>
    ),
    nested: { deep: { total, list: [rate + 1, ctx.items.length] } },
  };
});
