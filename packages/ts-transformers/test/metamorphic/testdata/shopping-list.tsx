import { action, computed, Default, NAME, pattern, UI, Writable } from "commonfabric";
interface Entry {
  name: string;
  aisle: string | Default<"other">;
  bought: boolean | Default<false>;
  price?: number;
}
interface Input {
  entries: Entry[] | Default<[]>;
  budget: Default<number, 10>;
  chosen: Writable<string | Default<"">>;
}
export default pattern<Input>(({ entries, budget, chosen }) => {
  const draft = new Writable("");
  const aisles = computed(() => [...new Set(entries.map((e) => e.aisle))].toSorted());
  const spent = computed(() => entries.reduce((sum, e) => sum + (e.price ?? 0), 0));
  const clear = action(() => {
    chosen.set("");
    draft.set("cleared");
  });
  return {
    [NAME]: "Shopping",
    [UI]: (
      <div>
        <cf-input $value={draft} />
        {aisles.map((aisle) => (
          <section>
            <h3>{aisle}</h3>
            {entries.filter((e) => e.aisle === aisle).map((e) => (
              <cf-card
                class={e.bought ? "bought" : ""}
                onClick={() => chosen.set(e.name)}
              >
                {e.name} {e.price !== undefined ? `${e.price} EUR` : null}
              </cf-card>
            ))}
          </section>
        ))}
        <b>{spent > budget ? "over" : "within"} {budget - spent}</b>
        {chosen.get() && <p>chosen: {chosen.get()}</p>}
        <cf-button disabled={!draft.get()} onClick={clear}>Clear</cf-button>
      </div>
    ),
    spent,
    aisles,
  };
});
