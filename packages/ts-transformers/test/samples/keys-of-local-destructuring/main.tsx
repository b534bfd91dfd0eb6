import { computed, pattern } from "commonfabric";
interface Input {
  user: { name: string; at: { x: number; y: number } };
  pair: [number, string];
}
export default pattern<Input>((input) => {
  const { user: { name, at: { x } } } = input;
  const [n, text] = input.pair;
  const { total, twice } = computed(() => ({ total: n + x, twice: n * 2 }));
  return { name, x, n, text, total, twice };
});
