import { handler, pattern, Writable } from "commonfabric";
const add = handler<{ text: string }, { list: Writable<string[]> }>(({ text }, { list }) => {
  if (!list.get().includes(text)) list.push(text);
});
const unique = handler<{ text: string }, { list: Writable<string[]> }>(({ text }, { list }) =>
  list.addUnique(text)
);
export default pattern<{ list: Writable<string[]> }>(({ list }) => ({
  add: add({ list }),
  unique: unique({ list }),
}));
