import { assert, computed, pattern, TESTS } from "commonfabric";
const Counter = pattern<{ n: number }, { twice: number; names: string[] }>(({ n }) => ({
  twice: n * 2,
  names: ["a"],
}));
export default pattern(() => {
  const counter = Counter({ n: 2 });
  const ok = computed(() => counter.twice === 4);
  return {
    [TESTS]: [
      { assertion: assert(() => counter.twice === 4) },
      { assertion: assert(() => counter.names.length > 0 && counter.names.includes("a")) },
      { assertion: assert(() => ok) },
    ],
  };
});
