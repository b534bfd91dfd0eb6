import { computed, NAME, pattern, UI, Writable } from "commonfabric";
interface Item {
  id: string;
  title: string;
  price: number;
  tags: string[];
  owner?: { name: string };
}
interface Input {
  items: Item[];
  text: string;
  least: number;
  query: Writable<string>;
}
export default pattern<Input>(({ items, text, least, query }) => {
  const lines = text.split(" ").map((line) => line.trim()).filter((line) => line !== "");
  const matching = items.filter((item) => item.title.includes(query.get()) && item.price >= least);
  const options = items.map((item) => ({ label: item.title, value: item.id }));
  return {
    [NAME]: lines[0] ?? "empty",
    [UI]: (
      <div>
        {lines.map((line, at) => <p>{at}{line}</p>)}
        {matching.length > 0 ? matching.map((item) => <li>{item.title}</li>) : <i>nothing</i>}
        {items.filter((item) => item.price > least).map((item) => item.title).join("; ")}
        {[...items].sort((a, b) => b.price - a.price).map((item) => (
          <b>{item.title}{item.owner?.name ?? "none"}</b>
        ))}
        {items.slice(0, 2).reverse().map((item) => (
          <u>{item.tags.map((tag) => tag.toUpperCase()).join(".")}</u>
        ))}
        {items.at(-1)?.title ?? "no last"}
        {items.some((item) => item.tags.includes(query.get())) && "tagged"}
        {items.map((item) => item.price).reduce((sum, price) => sum + price, least)}
        {items.find((item) => item.id === query.get())?.owner?.name ?? "unowned"}
        {items.findIndex((item) => item.price > least)}
        {items.flatMap((item) => item.tags).filter((tag) => tag !== "").map((tag) => <s>{tag}</s>)}
        {items.filter((item) => item.owner).length}
        {items.every((item) => item.price > 0) ? "paid" : "free"}
        <cf-select items={options} $value={query} />
        {computed(() => byIdSize(items))}
      </div>
    ),
    options,
    titles: Object.fromEntries(items.map((item) => [item.id, item.title])),
    groups: computed(() => {
      const groups: Record<string, string[]> = {};
      for (const { title, tags } of items) {
        for (const tag of tags) (groups[tag] ??= []).push(title);
      }
      return groups;
    }),
  };
});
function byIdSize(items: Item[]): number {
  return new Set(items.map(({ id }) => id)).size;
}
