import { computed, pattern } from "commonfabric";
export default pattern<{ user: { name: string; tags: string[] }; rate: number }>((input) => {
  const { user: { name, tags } } = input;
  return { text: computed(() => `${name}${tags.length}${input.rate}`) };
});
