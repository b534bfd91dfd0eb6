import { handler, type Writable } from "commonfabric";
interface State {
  list: Writable<string[]>;
  log: Writable<string[]>;
  unused: number;
  by: number;
}
export const explicit = handler<{ text: string; more?: number }, State>((event, { list, log, by }) => {
  if (list.get().length < by) log.push(event.text);
});
export const annotated = handler((event: { n: number }, state: { n: Writable<number> }) =>
  state.n.set(event.n)
);
export const noEvent = handler((_, { n }: { n: Writable<number> }) => n.set(0));
export const typedUnread = handler<{ a: number }, { n: Writable<number> }>((_, { n }) => n.set(0));
export const untyped = handler<unknown, { n: Writable<number> }>((event, { n }) => {
  n.set(event === undefined ? 0 : 1);
});
export const result = handler<void, { n: Writable<number> }, { was: number }>((_, { n }) => ({
  was: n.get(),
}));
export const given = handler(
  { type: "object" },
  { type: "object" },
  (event, state) => console.log(event, state),
);
