import { handler, type Stream, type Writable } from "commonfabric";
type Touch = (target: Writable<string> | Stream<string>) => void;
function run(touch: Touch, draft: Writable<string>) {
  touch(draft);
}
export const clear = handler<void, { draft: Writable<string> }>((_, { draft }) =>
  run((target) => target.send("a"), draft)
);
