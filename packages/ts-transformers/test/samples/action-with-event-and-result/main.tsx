import { action, pattern, Writable } from "commonfabric";
export default pattern<{ list: Writable<string[]>; tag: string }>(({ list, tag }) => {
  const add = action<{ text: string; twice?: boolean }>(({ text, twice }) => {
    list.push(`${tag}${text}`);
    if (twice) list.push(text);
  });
  const clear = action(() => list.set([]));
  const size = action<void, { size: number }>(() => ({ size: list.get().length }));
  return { add, clear, size };
});
