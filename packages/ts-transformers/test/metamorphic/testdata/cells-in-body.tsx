import { action, computed, NAME, pattern, UI, Writable } from "commonfabric";
interface Item {
  title: string;
  qty: number;
}
export default pattern<{ start: number; items: Writable<Item[]> }>(({ start, items }) => {
  const open = new Writable(false);
  const words = new Writable<string[]>([]);
  const current = new Writable<Item | undefined>(undefined);
  const total = computed(() => items.get().reduce((sum, item) => sum + item.qty, start));
  const shown = computed(() => open.get() ? words.get().join(" ") : "closed");
  const say = action(() => {
    words.push(`w${words.get().length}`);
    if (words.get().length > 1) open.set(true);
  });
  return {
    [NAME]: shown,
    [UI]: (
      <div hidden={!open.get()}>
        {total}
        {words.get().map((word) => <i>{word}</i>)}
        {items.map((item) => (
          <li onClick={() => current.set(item)}>
            {item.title}
            <cf-button
              onClick={() =>
                items.set(
                  items.get().map((it) =>
                    it.title === item.title ? { ...it, qty: it.qty + 1 } : it
                  ),
                )}
            >
              +
            </cf-button>
          </li>
        ))}
        <cf-button onClick={say}>say</cf-button>
        <p>{computed(() => current.get()?.title ?? "nothing")}</p>
      </div>
    ),
    total,
    words,
  };
});
