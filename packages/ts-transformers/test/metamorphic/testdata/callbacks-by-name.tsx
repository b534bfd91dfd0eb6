import { computed, lift, NAME, pattern, UI } from "commonfabric";
interface Item {
  title: string;
  price: number;
}
const byPrice = (a: Item, b: Item): number => a.price - b.price;
function isCheap(item: Item): boolean {
  return item.price < 3;
}
const titleOf = (item: Item): string => item.title;
function describe(value: unknown): string {
  return Array.isArray(value) ? `list ${value.length}` : typeof value;
}
const described = lift(describe);
const summed = lift(function sum(items: Item[]): number {
  return items.reduce((s, i) => s + i.price, 0);
});
interface Input {
  items: Item[];
  note: string;
}
export default pattern<Input>(({ items, note }) => {
  const cheap = computed(() => items.filter(isCheap).map(titleOf));
  return {
    [NAME]: described(items),
    [UI]: (
      <div>
        {items.filter(isCheap).map((item) => <li>{item.title}</li>)}
        {items.toSorted(byPrice).map((item) => <b>{titleOf(item)}</b>)}
        {items.map(titleOf).join(",")}
        <i>{described(note)}</i>
      </div>
    ),
    cheap,
    sum: summed(items),
    names: items.map(titleOf),
  };
});
