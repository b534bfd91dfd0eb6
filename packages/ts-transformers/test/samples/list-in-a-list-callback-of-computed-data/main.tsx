import { computed, pattern, UI } from "commonfabric";
interface Item {
  group: string;
  text: string;
}
export default pattern<{ items: Item[] }>(({ items }) => {
  const groups = computed(() => {
    const found: Record<string, Item[]> = {};
    for (const item of items) (found[item.group] ??= []).push(item);
    return Object.entries(found).map(([name, list]) => ({ name, list }));
  });
  return {
    [UI]: (
      <div>
        {groups.map((group) => (
          <section title={group.name}>{group.list.map((item) => <i>{item.text}</i>)}</section>
        ))}
      </div>
    ),
    count: groups.length,
  };
});
