/** What a handler does wrong with a cell is said by name and place, and leaves nothing behind. */
import assert from "node:assert/strict";
import { withCompiled } from "./support/compiled.ts";

/** Code of a handler, the error it gives, and what the message names. */
const MISTAKES: readonly (readonly [code: string, error: string, message: RegExp])[] = [
  ["c.set((() => 1) as never);", "UnstorableValueError", /"<root>": it is a function/],
  ["c.set({ a: [new Map()] } as never);", "UnstorableValueError", /"a\.0": it is .* Map/],
  [
    "c.key('x').set({ get y() { return 1; } } as never);",
    "UnstorableValueError",
    /"y": .*accessor/,
  ],
  ["c.set({ s: '\\ud800' } as never);", "UnstorableValueError", /"s": .*unpaired surrogate/],
  ["const o: any = {}; o.o = o; c.set(o);", "UnstorableValueError", /"o": it is part of a cycle/],
  ["c.set({ a: { $stream: true } } as never);", "ReservedKeyError", /"a": the key "\$stream"/],
  ["c.set({ '/': { 'link@1': { id: 'of:x' } } } as never);", "ReservedKeyError", /the key "\/"/],
  ["c.key(-1 as never);", "TypeError", /not "-1"/],
  ["c.key({ toString: () => 'n' } as never);", "TypeError", /not a value of type object/],
  ["(c as any).push(1);", "NotAnArrayError", /push\(\)/],
  ["(c as any).addUnique(1);", "NotAnArrayError", /addUnique\(\)/],
  ["(c as any).remove(1);", "NotAnArrayError", /remove\(\)/],
  ["(c as any).removeByValue(1);", "NotAnArrayError", /removeByValue\(\)/],
  ["(c.key('n') as any).update({ a: 1 });", "NotAnObjectError", /update\(\)/],
  ["(c as any).increment();", "NotANumberError", /increment\(\)/],
  ["c.for('again');", "CauseAlreadySetError", /once/],
  ["(Cell as any).for('receipt:x').set(1);", "ReservedCauseError", /"receipt:"/],
  ["(Cell as any).for({ $generated: 1 }).set(1);", "ReservedCauseError", /\$generated/],
  ["(Cell as any).for('x'.repeat(70000)).set(1);", "CauseTooLargeError", /65536/],
  ["c.set({ t: 'x'.repeat(5 * 2 ** 20) } as never);", "ValueTooLargeError", /"t": the text/],
  [
    "let d: any = 1; for (let i = 0; i < 300; i++) d = [d]; c.set(d);",
    "ValueTooLargeError",
    /nest/,
  ],
  ["(c as any).getRaw();", "TypeError", /getRaw is not a function/],
  ["(c as any).setMetaRaw('a', 1);", "TypeError", /setMetaRaw is not a function/],
  ["(c.get() as any).n = 5;", "TypeError", /read only/],
];

Deno.test("each mistake with a cell has its error, at the authored line, and nothing is stored", () =>
  withCompiled(async ({ runtime, run, errors }) => {
    const handlers = MISTAKES.map(([code], at) =>
      `const h${at} = handler<void, { c: Writable<{ n: number }> }>((_, { c }) => {
  c.key("n").set(${at + 100});
  ${code}
});
`
    );
    const bound = MISTAKES.map((_, at) => `h${at}: h${at}({ c })`).join(", ");
    const piece = await run(`${handlers.join("")}
export default pattern<{ c: Writable<{ n: number } | Default<{ n: 1 }>> }>(({ c }) => ({
  c, ${bound},
}));`);
    for (const [at, [code, name, message]] of MISTAKES.entries()) {
      errors.length = 0;
      const { status, attempts } = await runtime.sendEvent(piece.key(`h${at}`), undefined);
      assert.deepEqual([status, attempts, errors.length], ["failed", 1, 1], code);
      const [error] = errors;
      assert.equal(error!.name, name, code);
      assert.match(error!.message, message, code);
      assert.match(error!.source!, new RegExp(`^/main\\.tsx:${at * 4 + 4}:`), code);
      assert.deepEqual(await piece.key("c").pull(), { n: 1 }, code);
    }
  }));

Deno.test("a document over its limit fails the handler that wrote it, by name", () =>
  withCompiled(async ({ runtime, run, errors }) => {
    const piece = await run(`
const grow = handler<void, { c: Writable<string[]> }>((_, { c }) => {
  c.set([1, 2, 3].map((n) => String(n).repeat(3 * 2 ** 20)));
});
export default pattern<{ c: Writable<string[] | Default<[]>> }>(({ c }) => ({ c, grow: grow({ c }) }));`);
    assert.equal((await runtime.sendEvent(piece.key("grow"), undefined)).status, "failed");
    assert.deepEqual(errors.map(({ name, kind }) => [kind, name]), [
      ["handler", "ValueTooLargeError"],
    ]);
    assert.deepEqual(await piece.key("c").pull(), []);
  }));
