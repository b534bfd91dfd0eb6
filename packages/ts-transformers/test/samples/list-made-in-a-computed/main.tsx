import { computed, pattern, UI } from "commonfabric";
export default pattern<{ names: string[] }>(({ names }) => {
  const sorted = computed(() => [...names].sort());
  return {
    [UI]: <ul>{sorted.map((name) => <li>{name.toUpperCase()}</li>)}</ul>,
    first: sorted[0],
  };
});
