/** Which cells survive an edit of the source: those whose cause survives, wherever their text is. */
import assert from "node:assert/strict";
import { type Compiled, withCompiled } from "./support/compiled.ts";
import type { Any } from "./support/test-runtime.ts";

const ADD = `
const add = handler<number, { to: Writable<number> }>((by, { to }) => to.set(to.get() + by));
export default pattern<{ start: Writable<number | Default<1>> }>(({ start }) => {`;

/** The body that runs first: two cells, of which each gets an event. */
const FIRST = `${ADD}
  const count = new Writable(0);
  const other = new Writable(100);
  const both = computed(() => [start.get(), count.get(), other.get()]);
  return { count, other, both, addCount: add({ to: count }), addOther: add({ to: other }) };
});`;

const EDITS: readonly (readonly [edit: string, source: string, both: readonly number[]])[] = [
  ["nothing", FIRST, [5, 3, 104]],
  ["text before", `// a comment\n\n${FIRST}`, [5, 3, 104]],
  [
    "an expression",
    FIRST.replace("count.get(), other.get()]", "count.get() * 2, other.get() + 1]"),
    [5, 6, 105],
  ],
  [
    "the order",
    `${ADD}
  const other = new Writable(100);
  const count = new Writable(0);
  const both = computed(() => [start.get(), count.get(), other.get()]);
  return { addOther: add({ to: other }), addCount: add({ to: count }), both, other, count };
});`,
    [5, 3, 104],
  ],
  [
    "cells and computations in between",
    `${ADD}
  const first = new Writable(7);
  const count = new Writable(0);
  const next = computed(() => first.get() + count.get());
  const other = new Writable(100);
  const both = computed(() => [start.get(), count.get(), other.get()]);
  return { first, next, count, other, both, addOther: add({ to: other }), addCount: add({ to: count }) };
});`,
    [5, 3, 104],
  ],
  [
    "a name",
    FIRST.replaceAll("count.get", "tally.get").replace("const count", "const tally")
      .replace("{ count,", "{ count: tally,").replace("to: count", "to: tally"),
    [5, 0, 104],
  ],
  [
    "a name, with its cause kept",
    FIRST.replaceAll("count.get", "tally.get")
      .replace("const count = new Writable(0)", `const tally = new Writable(0).for("count")`)
      .replace("{ count,", "{ count: tally,").replace("to: count", "to: tally"),
    [5, 3, 104],
  ],
];

async function send({ runtime }: Compiled, stream: Any, event?: unknown): Promise<void> {
  const { status, error } = await runtime.sendEvent(stream, event);
  assert.equal(status, "committed", `${error}`);
  await runtime.settled();
}

for (const [edit, source, both] of EDITS) {
  Deno.test(`after an edit of ${edit} exactly the documented cells are as they were`, () =>
    withCompiled(async (test) => {
      const piece = await test.run(FIRST, { argument: { start: 5 } });
      await send(test, piece.key("addCount"), 3);
      await send(test, piece.key("addOther"), 4);
      const edited = await test.run(source, { argument: undefined });
      assert.deepEqual(await edited.key("both").pull(), both);
      await send(test, piece.key("addOther"), 1);
      const [, , other] = await edited.key("both").pull();
      assert.equal(other, both[2]! + 1, "events to a stored stream reach the code that runs");
      assert.deepEqual(test.errors, []);
    }));
}

Deno.test("an edit of a map callback keeps the cells of its elements", () =>
  withCompiled(async (test) => {
    const list = (callback: string) => `
export default pattern<{ items: Writable<{ t: string }[] | Default<[]>> }>(({ items }) => ({
  rows: items.map(${callback}), push: action<{ t: string }>((item) => items.push(item)),
}));`;
    const piece = await test.run(list(`(item) => {
      const n = new Writable(0);
      return { t: item.t, shown: computed(() => n.get()), inc: action(() => n.set(n.get() + 1)) };
    }`));
    for (const t of ["a", "b"]) await send(test, piece.key("push"), { t });
    piece.key("rows").sink(() => {});
    await test.runtime.settled();
    for (let times = 0; times < 2; times++) await send(test, piece.key("rows", 1, "inc"));
    const edited = await test.run(
      list(`(item) => {
      const label = new Writable("row");
      const n = new Writable(0);
      return {
        label: computed(() => label.get() + item.t),
        shown: computed(() => n.get() * 10),
        inc: action(() => n.set(n.get() + 5)),
      };
    }`),
      { argument: undefined },
    );
    const rows = async () =>
      (await edited.key("rows").pull()).map(({ label, shown }: Any) => [label, shown]);
    assert.deepEqual(await rows(), [["rowa", 0], ["rowb", 20]]);
    await send(test, edited.key("rows", 1, "inc"));
    assert.deepEqual(await rows(), [["rowa", 0], ["rowb", 70]]);
  }));

Deno.test("a child that moves to another file keeps its cells", () =>
  withCompiled(async (test) => {
    const names = `import { action, computed, Default, pattern, Writable } from "commonfabric";\n`;
    const child = `export const Child = pattern<{ k: number }>(({ k }) => {
  const n = new Writable(0);
  return { shown: computed(() => n.get() + k), inc: action(() => n.set(n.get() + 1)) };
});\n`;
    const main =
      `export default pattern<{ x: number | Default<10> }>(({ x }) => ({ child: Child({ k: x }) }));\n`;
    const piece = await test.runFiles({ "/main.tsx": `${names}${child}${main}` });
    for (let times = 0; times < 3; times++) await send(test, piece.key("child", "inc"));
    const moved = await test.runFiles({
      "/main.tsx": `${names}import { Child } from "./child.tsx";\n${main}`,
      "/child.tsx": `${names}${child}`,
    }, { argument: undefined });
    assert.equal(await moved.key("child", "shown").pull(), 13);
  }));

Deno.test("two cells of one cause in one pattern are refused where the pattern is made", () =>
  withCompiled(async (test) => {
    const source = `
export default pattern<{ n: number | Default<1> }>(({ n }) => {
  const a = new Writable(0).for("same");
  const b = new Writable(1).for("same");
  return { n, a, b };
});`;
    await assert.rejects(() => test.run(source), { name: "DuplicateCauseError" });
  }));
