import { action, computed, handler, pattern, type Stream, Writable } from "commonfabric";
const put = handler<{ text: string }, { list: Writable<string[]> }>((event, { list }) =>
  list.push(event.text)
);
export default pattern<{ list: Writable<string[]>; ping: Stream<{ n: number }> }>((
  { list, ping },
) => {
  const add = put({ list });
  const both = action(() => {
    add.send({ text: "x" });
    ping.send({ n: list.get().length });
  });
  return { add, both, size: computed(() => list.get().length) };
});
