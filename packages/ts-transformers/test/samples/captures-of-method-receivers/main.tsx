import { computed, pattern, Writable } from "commonfabric";
interface Input {
  text: { value: string };
  names: Writable<string[]>;
}
export default pattern<Input>(({ text, names }) => ({
  trimmed: computed(() => text.value.trim().toUpperCase()),
  joined: computed(() => names.get().join()),
}));
