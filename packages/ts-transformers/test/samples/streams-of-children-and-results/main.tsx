import { action, handler, pattern, type Stream, UI, Writable } from "commonfabric";
interface Output {
  count: number;
  raise: Stream<{ by: number }>;
}
const raise = handler<{ by: number }, { n: Writable<number> }>(({ by }, { n }) => n.set(n.get() + by));
const Counter = pattern<{ n: Writable<number> }, Output>(({ n }) => ({
  count: n.get(),
  raise: raise({ n }),
}));
export default pattern<{ n: Writable<number> }>(({ n }) => {
  const counter = Counter({ n });
  const twice = action(() => {
    counter.raise.send({ by: 1 });
    counter.raise.send({ by: 1 });
  });
  return { twice, raise: counter.raise, [UI]: <button onClick={twice}>{counter.count}</button> };
});
