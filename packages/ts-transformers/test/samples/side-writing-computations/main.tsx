import { computed, pattern, Writable } from "commonfabric";
export default pattern<{ items: string[]; seen: Writable<number>; log: Writable<string[]> }>((
  { items, seen, log },
) => {
  computed(() => {
    if (seen.get() < items.length) seen.set(items.length);
  });
  const noted = computed(() => {
    if (log.get().length === 0) log.set([...items]);
    return items.length;
  });
  return { seen, noted, log };
});
