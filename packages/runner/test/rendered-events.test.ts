/** Events of a rendered tree say more than their handlers declare; payloads of code do not. */
import assert from "node:assert/strict";
import { withCompiled } from "./support/compiled.ts";

const CLICK = { type: "click", target: { value: "x" }, altKey: false };

Deno.test("a view's event is reduced to what a closed schema declares, code's event is refused", () =>
  withCompiled(async ({ runtime, run, errors }) => {
    const piece = await run(`
const add = handler<Record<string, never>, { n: Writable<number> }>((event, { n }) => {
  n.set(n.get() + 1 + Object.keys(event).length);
});
const relay = handler<void, { to: Stream<Record<string, never>> }>((_, { to }) => {
  to.send({ type: "click" } as never);
});
export default pattern<{ n: Writable<number | Default<0>> }>(({ n }) => {
  const added = add({ n });
  return { n, added, relay: relay({ to: added }), [UI]: <div><b onClick={add({ n })}>+</b></div> };
});`);
    const place = piece.key("$UI", "children", 0, "props", "onClick");
    const shown = (await piece.key("$UI").pull()).children[0].props.onClick;
    const status = async (to: unknown) => (await runtime.sendEvent(to as never, CLICK)).status;
    assert.deepEqual([await status(place), await status(shown)], ["committed", "committed"]);
    shown.send(CLICK);
    await runtime.settled();
    assert.equal(await piece.key("n").pull(), 3);
    assert.equal(await status(piece.key("added")), "failed");
    assert.equal((await runtime.sendEvent(piece.key("relay"), undefined)).status, "committed");
    await runtime.settled();
    assert.equal(await piece.key("n").pull(), 3);
    assert.deepEqual(errors.map(({ name }) => name), ["EventSchemaError", "EventSchemaError"]);
  }));

Deno.test("declared members of a view's event arrive, nested ones and lists reduced as well", () =>
  withCompiled(async ({ runtime, run }) => {
    const piece = await run(`
interface Seen { keys: string[]; options: { value: string }[] }
interface Picked { target: { selectedOptions: { value: string }[] } }
const pick = handler<Picked, { seen: Writable<Seen> }>((event, { seen }) => {
  seen.set({ keys: Object.keys(event), options: event.target.selectedOptions });
});
export default pattern<{ seen: Writable<Seen> }>(({ seen }) => ({
  seen, [UI]: <cf-select onChange={pick({ seen })} />,
}));`);
    const selectedOptions = [{ value: "a", index: 1 }, { value: "b" }];
    const event = { type: "change", target: { name: "n", selectedOptions } };
    const stream = piece.key("$UI", "props", "onChange");
    assert.equal((await runtime.sendEvent(stream, event)).status, "committed");
    assert.deepEqual(await piece.key("seen").pull(), {
      keys: ["target"],
      options: [{ value: "a" }, { value: "b" }],
    });
  }));
