import { computed, handler, pattern, Writable } from "commonfabric";
const record = handler<void, { items: string[]; log: Writable<string[]>; kind: string }>((_, state) =>
  state.log.push(`${state.kind}${state.items.length}`)
);
export default pattern<{ items: string[]; log: Writable<string[]> }>(({ items, log }) => {
  const ctx = { items, log, kind: "a" };
  const more = { ...ctx, step: 2 };
  const { items: again } = ctx;
  const pair = [items, again];
  return {
    size: computed(() => ctx.items.length + more.step),
    names: again.map((item) => item + ctx.kind),
    record: record({ ...ctx }),
    lists: [...pair],
    more,
  };
});
