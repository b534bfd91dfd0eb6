import { action, computed, handler, pattern, type Stream, UI, Writable } from "commonfabric";
const pick = handler<void, { n: Writable<number>; to: number }>((_, { n, to }) => n.set(to));
export default pattern<{ on: boolean; n: Writable<number>; ping: Stream<void>; by: number }>((
  { on, n, ping, by },
) => {
  const up = action(() => n.increment(1));
  const down = action(() => n.increment(-1));
  const verbs = { up, down };
  return {
    [UI]: (
      <div>
        <button onClick={on ? up : down}>a</button>
        <button onClick={pick({ n, to: by + 1 })}>b</button>
        <button onClick={verbs.down}>c</button>
        <button onClick={ping}>d</button>
        <button onClick={on ? pick({ n, to: 0 }) : () => n.set(by)}>e</button>
        <b>{computed(() => n.get())}</b>
      </div>
    ),
  };
});
