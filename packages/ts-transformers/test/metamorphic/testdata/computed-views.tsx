import { action, computed, NAME, pattern, UI, VNode, Writable } from "commonfabric";
interface Item { title: string; done: boolean; price: number }
const Row = pattern<{ item: Item; note: string }, { [UI]: VNode }>(({ item, note }) => ({
  [UI]: <li>{item.title}{note}{item.done ? "x" : ""}</li>,
}));
interface Input { items: Item[]; note: string; picked: Writable<string>; n: Writable<number> }
export default pattern<Input>(({ items, note, picked, n }) => {
  const stats = computed(() => ({
    open: items.filter((item) => !item.done).length,
    done: items.filter((item) => item.done).length,
    titles: items.map(({ title }) => title),
  }));
  const { open, titles } = stats;
  const view = computed(() =>
    items.length > 0
      ? <ul>{items.map((item) => <li onClick={() => picked.set(item.title + note)}>{item.title}</li>)}</ul>
      : null
  );
  const rows = computed(() => items.map((item) => <Row item={item} note={note} />));
  const reset = action(() => { picked.set(""); n.set(stats.open); });
  return {
    [NAME]: `${stats.open}/${stats.done}`,
    [UI]: items.length > 1
      ? <div>{view}{rows}{open + stats.done}{titles.map((title) => <b>{title}</b>)}<cf-button onClick={reset}>{n}</cf-button></div>
      : <p>{titles[0] ?? "none"}{stats.titles.length}{view}</p>,
    stats,
    ratio: stats.open / (stats.open + stats.done + 1),
  };
});
