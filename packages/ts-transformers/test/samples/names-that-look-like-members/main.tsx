import { computed, pattern } from "commonfabric";
interface Input {
  key: { get: string; set: number; length: number; map: string };
  for: string;
}
export default pattern<Input>((input) => ({
  get: input.key.get,
  set: input.key.set + 1,
  length: input.key.length,
  map: computed(() => input.key.map.toUpperCase()),
  for: input.for,
}));
