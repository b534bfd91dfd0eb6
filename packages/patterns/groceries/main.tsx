/** Groceries: rows are a component, totals and groups follow, one item can be selected. */
import {
  action,
  computed,
  type Default,
  handler,
  NAME,
  pattern,
  str,
  type Stream,
  UI,
  type VNode,
  Writable,
} from "commonfabric";

type Aisle = "produce" | "dairy" | "other";
interface Item {
  title: string;
  qty: number | Default<1>;
  aisle: Aisle | Default<"other">;
  tags: string[] | Default<[]>;
  done: boolean | Default<false>;
}
interface Input {
  items: Writable<Item[] | Default<[]>>;
  title: string | Default<"Shopping">;
  filter?: string;
  budget: number | Default<10>;
}
interface Output {
  [NAME]: string;
  [UI]: VNode;
  items: Item[];
  total: number;
  open: Item[];
  groups: { aisle: string; count: number }[];
  add: Stream<{ title: string; qty?: number; aisle?: Aisle }>;
  selected?: Item;
  summary: string;
}

const add = handler<{ title: string; qty?: number; aisle?: Aisle }, { items: Writable<Item[]> }>(
  ({ title, qty, aisle }, { items }) => {
    const trimmed = title.trim();
    if (!trimmed) return;
    items.push({ title: trimmed, qty: qty ?? 1, aisle: aisle ?? "other", tags: [], done: false });
  },
);

function plural(n: number, word: string): string {
  return `${n} ${word}${n === 1 ? "" : "s"}`;
}

export const Row = pattern<
  { item: Item; selected: Writable<Item | undefined>; onRemove: Stream<void> }
>(({ item, selected, onRemove }) => ({
  [UI]: (
    <cf-hstack>
      <cf-checkbox $checked={item.done}>{item.title}</cf-checkbox>
      <span style={{ color: item.done ? "grey" : "black" }}>x{item.qty}</span>
      {item.tags.length > 0 && <em>{item.tags.join(", ")}</em>}
      <button onClick={() => selected.set(item)}>select</button>
      <button onClick={onRemove}>remove</button>
    </cf-hstack>
  ),
}));

export default pattern<Input, Output>(({ items, title, filter, budget }) => {
  const selected = new Writable<Item | undefined>(undefined);
  const newTitle = new Writable("");
  const total = computed(() => items.get().reduce((sum, i) => sum + i.qty, 0));
  const open = items.filter((i) => !i.done);
  const groups = computed(() => {
    const counts = new Map<string, number>();
    for (const i of items.get()) counts.set(i.aisle, (counts.get(i.aisle) ?? 0) + 1);
    return [...counts].map(([aisle, count]) => ({ aisle, count })).toSorted((a, b) =>
      a.aisle < b.aisle ? -1 : 1
    );
  });
  const overBudget = total > budget;
  const summary = str`${title}: ${plural(total, "thing")}`;
  return {
    [NAME]: computed(() => `${title} (${items.get().length})`),
    [UI]: (
      <cf-screen>
        <cf-heading level={2}>{title} {overBudget ? <b>over budget</b> : null}</cf-heading>
        <p>{summary}{filter ? ` filtered by ${filter}` : ""}</p>
        <cf-input
          $value={newTitle}
          oncf-submit={(e) => {
            items.push({
              title: e.detail?.value ?? newTitle.get(),
              qty: 1,
              aisle: "other",
              tags: ["new"],
              done: false,
            });
            newTitle.set("");
          }}
        />
        {items.map((item, index) => (
          <div class="row" data-index={index}>
            <Row
              item={item}
              selected={selected}
              onRemove={action(() => items.set(items.get().filter((i) => i.title !== item.title)))}
            />
          </div>
        ))}
        <ul>{groups.map((g) => <li>{g.aisle}: {g.count}</li>)}</ul>
        {selected.get() ? <p>Selected: {selected.get()?.title}</p> : <p>Nothing selected</p>}
        <ol>{open.map((i) => <li>{i.title}</li>)}</ol>
        {computed(() => (
          <footer>
            {items.get().filter((i) => i.done).map((i) => (
              <button onClick={() => newTitle.set(i.title)}>{i.title.toUpperCase()}</button>
            ))}
          </footer>
        ))}
        {total === 0 && "Empty"}
      </cf-screen>
    ),
    items,
    total,
    open,
    groups,
    selected,
    summary,
    add: add({ items }),
  };
});
