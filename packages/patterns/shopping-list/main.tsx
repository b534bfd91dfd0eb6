/** A shopping list in the order of the shop: items find their aisle, or are put into one. */
import {
  action,
  computed,
  type Default,
  NAME,
  pattern,
  type Stream,
  UI,
  type VNode,
  Writable,
} from "commonfabric";
import { aisleOf, byAisle, ELSEWHERE, type Item, type Shelf } from "./aisles.ts";

interface Input {
  items: Writable<Item[] | Default<[]>>;
  hideBought: Writable<boolean | Default<false>>;
}

interface Output {
  [NAME]: string;
  [UI]: VNode;
  items: Item[];
  shelves: Shelf[];
  left: number;
  add: Stream<{ title: string; amount?: number }>;
  forget: Stream<void>;
}

export default pattern<Input, Output>(({ items, hideBought }) => {
  const draft = new Writable("");
  const visible = computed(() =>
    hideBought.get() ? items.get().filter((item) => !item.bought) : items.get()
  );
  const shelves = computed(() => byAisle(visible));
  const left = items.get().filter((item) => !item.bought).length;

  const add = action<{ title: string; amount?: number }>(({ title, amount }) => {
    items.push({ title, amount: amount ?? 1, bought: false });
  });
  const forget = action(() => items.set(items.get().filter((item) => !item.bought)));

  return {
    [NAME]: left > 0 ? `Shopping: ${left} to get` : "Shopping: done",
    [UI]: (
      <cf-screen>
        <label>
          <cf-switch $checked={hideBought} /> hide what is in the basket
        </label>
        {shelves.map(({ aisle, items: things }) => (
          <section>
            <h3>{aisle}</h3>
            <ul>
              {things.map((item) => (
                <li>
                  <cf-checkbox $checked={item.bought} />
                  {item.amount > 1 ? `${item.amount} × ${item.title}` : item.title}
                  {aisle === ELSEWHERE && (
                    <cf-input $value={item.aisle} placeholder="Which aisle?" />
                  )}
                </li>
              ))}
            </ul>
          </section>
        ))}
        <cf-input $value={draft} />
        <p>{draft.get() ? `goes to ${aisleOf(draft.get())}` : "What do you need?"}</p>
        <cf-button
          onClick={() => {
            items.push({ title: draft.get(), amount: 1, bought: false });
            draft.set("");
          }}
        >
          Add
        </cf-button>
      </cf-screen>
    ),
    items,
    shelves,
    left,
    add,
    forget,
  };
});
