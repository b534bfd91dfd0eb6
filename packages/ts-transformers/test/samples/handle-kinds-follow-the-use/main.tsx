import { handler, type Stream, type Writable } from "commonfabric";
interface State {
  read: Writable<number>;
  write: Writable<number>;
  both: Writable<number>;
  same: Writable<{ id: string }>;
  pass: Writable<string>;
  count: Writable<string[]>;
  out: Writable<Writable<string>>;
  tell: Stream<string>;
  unused: Writable<boolean>;
}
export const all = handler<{ other: unknown }, State>((event, state) => {
  if (state.read.get() > 1) state.write.set(2);
  state.both.set(state.both.get() + 1);
  if (state.same.equals(event.other)) state.tell.send("same");
  if (state.count.get().length > 3) state.out.set(state.pass);
});
