import { handler, lift, NAME, pattern, render, UI, Writable } from "commonfabric";
const add = handler(
  { type: "object", properties: { amount: { type: "number" } } },
  { type: "object", properties: { total: { type: "number", asCell: ["cell"] } }, required: ["total"] },
  (event: { amount?: number } | undefined, { total }: { total: Writable<number> }) => total.set(total.get() + (event?.amount ?? 1)),
);
const twice = lift((n: number) => n * 2, { type: "number" }, { type: "number" });
const Badge = render<{ text: string; n: number }>(({ text, n }) => <b title={text.toUpperCase()}>{n > 1 ? text : "-"}</b>);
const Main = pattern<{ total: Writable<number>; n: number; texts: string[] }>(({ total, n, texts }) => ({
  [NAME]: "first",
  [UI]: (
    <div>
      {twice(n)}{twice(n) + total.get()}
      {texts.map((text) => <Badge text={text} n={n + 1} />)}
      <Badge text="fixed" n={total.get()} />
      <cf-button onClick={add({ total })}>{total}</cf-button>
    </div>
  ),
}));
export default Main;
