import {
  computed,
  Default,
  handler,
  lift,
  NAME,
  pattern,
  Stream,
  UI,
  type VNode,
  Writable,
} from "commonfabric";

/** One thing to buy. */
interface Item {
  title: string;
  /** Where in the store it is found. */
  aisle: string | Default<"Other">;
  quantity: number | Default<1>;
  price: number | Default<0>;
  done: boolean | Default<false>;
}

interface Aisle {
  name: string;
  count: number;
  open: number;
}

interface Input {
  title: string | Default<"Shopping list">;
  items: Writable<Item[] | Default<[]>>;
}

interface Output {
  [NAME]: string;
  [UI]: VNode;
  title: string;
  items: Item[];
  remaining: number;
  total: number;
  addItem: Stream<{ title: string; aisle?: string }>;
}

const AISLES = ["Produce", "Bakery", "Dairy", "Frozen", "Household", "Other"];

const money = (amount: number): string => `$${amount.toFixed(2)}`;

/** Counts what is left in every aisle, in the order of the store. */
const aislesOf = lift((input: { items: Item[] }): Aisle[] => {
  const aisles: Aisle[] = [];
  for (const name of AISLES) {
    const here = input.items.filter((item) => item.aisle === name);
    if (here.length === 0) continue;
    const open = here.filter((item) => !item.done).length;
    aisles.push({ name, count: here.length, open });
  }
  return aisles;
});

const addItem = handler<
  { title: string; aisle?: string },
  { items: Writable<Item[]> }
>(({ title, aisle }, { items }) => {
  const trimmed = title.trim();
  if (trimmed === "") return;
  items.push({
    title: trimmed,
    aisle: aisle ?? "Other",
    quantity: 1,
    price: 0,
    done: false,
  });
});

const addFromInput = handler<
  { detail: { message: string } },
  { items: Writable<Item[]>; aisle: string }
>((event, { items, aisle }) => {
  const title = event.detail.message.trim();
  if (!title) return;
  items.push({ title, aisle, quantity: 1, price: 0, done: false });
});

const removeItem = handler<unknown, { items: Writable<Item[]>; item: Item }>(
  (_event, { items, item }) => {
    items.remove(item);
  },
);

export default pattern<Input, Output>(({ title, items }) => {
  const aisle = new Writable("Other");
  const remaining = computed(
    () => items.get().filter((item) => !item.done).length,
  );
  const total = computed(() =>
    items.get().reduce((sum, item) => sum + item.price * item.quantity, 0)
  );
  const aisles = aislesOf({ items });

  return {
    [NAME]: computed(() => `${title} (${remaining})`),
    [UI]: (
      <cf-screen>
        <cf-vstack gap="4" padding="4">
          <cf-hstack justify="between" align="center">
            <cf-heading level={2}>{title}</cf-heading>
            <cf-badge variant="outline">
              {remaining > 0 ? `${remaining} to buy` : "All done"}
            </cf-badge>
          </cf-hstack>

          <cf-hstack gap="2" wrap>
            {aisles.map((group) => (
              <cf-chip label={`${group.name}: ${group.open}/${group.count}`} />
            ))}
          </cf-hstack>

          <cf-vscroll flex showScrollbar>
            <cf-vstack gap="2">
              {items.map((item, index) => (
                <cf-card key={index}>
                  <cf-hstack gap="2" align="center">
                    <cf-checkbox $checked={item.done} />
                    <cf-input $value={item.title} placeholder="What?" />
                    <cf-select
                      $value={item.aisle}
                      items={AISLES.map((name) => ({
                        label: name,
                        value: name,
                      }))}
                    />
                    <cf-button
                      variant="ghost"
                      onClick={() => items.key(index).key("quantity").increment(1)}
                    >
                      {item.quantity} x
                    </cf-button>
                    {item.price > 0 && (
                      <cf-text tone="muted">
                        {money(item.price * item.quantity)}
                      </cf-text>
                    )}
                    <cf-button onClick={removeItem({ items, item })}>
                      Remove
                    </cf-button>
                  </cf-hstack>
                </cf-card>
              ))}
            </cf-vstack>
          </cf-vscroll>

          {total > 0 && <cf-text>Total: {computed(() => money(total))}</cf-text>}

          <cf-hstack gap="2">
            <cf-select
              $value={aisle}
              items={[
                { label: "Produce", value: "Produce" },
                { label: "Dairy", value: "Dairy" },
                { label: "Other", value: "Other" },
              ]}
            />
            <cf-message-input
              placeholder="Add an item..."
              oncf-send={addFromInput({ items, aisle })}
            />
          </cf-hstack>
        </cf-vstack>
      </cf-screen>
    ),
    title,
    items,
    remaining,
    total,
    addItem: addItem({ items }),
  };
});
