import { computed, pattern } from "commonfabric";
interface State {
  a: { b: number; unused: string };
  c: string;
  other: string[];
}
export default pattern<{ state: State; list: number[] }>(({ state, list }) => ({
  both: computed(() => `${state.a.b}${state.c}`),
  whole: computed(() => JSON.stringify(state.a)),
  size: computed(() => list.length),
}));
