import assert from "node:assert/strict";
import { compiledRuntime } from "./support/compiled.ts";
import { type Any, SPACE } from "./support/test-runtime.ts";

const COUNTER = `
export const Counter = pattern<{ label: string; count: Writable<Default<number, 0>> }>((input) => {
  const more = action(() => input.count.set(input.count.get() + 1));
  return { count: input.count, text: str\`\${input.label} \${input.count}\`, more };
});
`;

function linkOf(cell: Any): Any {
  const { space, id } = cell.resolveAsCell().getAsNormalizedFullLink();
  return { "/": { "link@1": { space, id, path: [] } } };
}

Deno.test("a placed child is loaded on its own in a fresh process, without source and compiler", async () => {
  const first = await compiledRuntime();
  const piece = await first.run(
    `${COUNTER}
export default pattern<{ label: string; near: Writable<Default<number, 1>> }>((input) => ({
  named: Counter.inSpace("team")({ label: input.label, count: 1 }),
  beside: Counter.inSpace(input.near)({ label: "b", count: 2 }),
  own: Counter.inSpace()({ label: "o", count: 3 }),
}));
`,
    { argument: { label: "A" } },
  );
  assert.deepEqual(first.errors, []);
  assert.equal(await piece.key("named", "text").pull(), "A 1");
  assert.equal(await piece.key("beside", "text").pull(), "b 2");
  assert.equal(
    (await first.runtime.sendEvent(piece.key("own", "more"), undefined)).status,
    "committed",
  );
  assert.equal(await piece.key("own", "text").pull(), "o 4");
  const links = ["named", "beside", "own"].map((key) => linkOf(piece.key(key)));
  assert.deepEqual(links.slice(0, 2).map((link) => link["/"]["link@1"].space), ["team", SPACE]);
  assert.deepEqual(first.errors, []);
  await first.runtime.dispose();

  for (const [at, text] of ["A 1", "b 2", "o 4"].entries()) {
    const test = await compiledRuntime({ stores: first.stores });
    const child = test.runtime.getCellFromLink<Any>(links[at]);
    await test.runtime.start(child);
    assert.equal(await child.key("text").pull(), text);
    assert.equal(test.runtime.counters().typescriptLoads, 0);
    assert.equal(test.runtime.counters().misses, 0);
    assert.deepEqual(test.errors, []);
    await test.runtime.dispose();
  }
});

Deno.test("a process that never had the source copies it to the space of a child that it makes", async () => {
  const source = `${COUNTER}
export default pattern<{ children: Writable<Default<{ text: string }[], []>> }>((input) => {
  const spawn = action(() => input.children.push(Counter.inSpace("team")({ label: "n", count: 5 })));
  return { children: input.children, spawn };
});
`;
  const first = await compiledRuntime();
  await first.run(source);
  await first.runtime.dispose();
  const second = await compiledRuntime({ stores: first.stores });
  const piece = second.piece();
  await second.runtime.start(piece);
  const again = second.piece();
  const outcome = await second.runtime.sendEvent(again.key("spawn"), undefined);
  assert.equal(outcome.status, "committed");
  assert.equal(await again.key("children", 0, "text").pull(), "n 5");
  const link = linkOf(again.key("children", 0));
  assert.equal(link["/"]["link@1"].space, "team");
  assert.equal(second.runtime.counters().typescriptLoads, 0);
  assert.deepEqual(second.errors, []);
  await second.runtime.dispose();
  const third = await compiledRuntime({ stores: first.stores });
  const child = third.runtime.getCellFromLink<Any>(link);
  await third.runtime.start(child);
  assert.equal(await child.key("text").pull(), "n 5");
  assert.deepEqual(third.errors, []);
  await third.runtime.dispose();
});

Deno.test("an edited source takes the place of the one before, with its state", async () => {
  const source = (text: string, more = "") => `
export default pattern<{ label: string }>((input) => {
  const kept = new Writable(1);
  const bump = action(() => kept.set(kept.get() + 1));
  ${more}
  return { kept, bump, text: str\`${text} \${input.label} \${kept}\` };
});
`;
  const test = await compiledRuntime();
  const { runtime } = test;
  const piece = await test.run(source("one"), { argument: { label: "L" } });
  await runtime.sendEvent(piece.key("bump"), undefined);
  assert.equal(await piece.key("text").pull(), "one L 2");
  const prelude = 'import { action, pattern, str, Writable } from "commonfabric";\n';
  const edited = await runtime.patterns.compileOrGetPattern(
    prelude + source("two", "const fresh = new Writable(9); const up = action(() => fresh.set(1));")
      .replace("kept, bump,", "kept, bump, fresh, up,"),
    { space: SPACE },
  );
  const answer = await runtime.setPattern(piece, edited);
  assert.ok(answer.kept.includes("kept"));
  assert.ok(answer.added.includes("fresh"));
  assert.deepEqual(answer.dropped, []);
  assert.equal(await piece.key("text").pull(), "two L 2");
  await runtime.dispose();
  const second = await compiledRuntime({ stores: test.stores });
  await second.runtime.start(second.piece());
  assert.equal(await second.piece().key("text").pull(), "two L 2");
  assert.deepEqual([...test.errors, ...second.errors], []);
  await second.runtime.dispose();
});

Deno.test("why a pattern cannot be loaded is the cause of the failed start", async () => {
  const first = await compiledRuntime();
  const pattern = await first.runtime.patterns.compilePattern(
    'import { pattern } from "commonfabric";\nexport default pattern(() => ({ a: 1 }));\n',
    { space: SPACE },
  );
  await first.runtime.editWithRetry((tx) =>
    void first.runtime.run(tx, pattern, {}, first.runtime.getCell(SPACE, "piece", { tx }))
  );
  const meta = first.runtime.getCell(SPACE, "piece").getMetaRaw("patternIdentity") as Any;
  // A piece that runs takes a pointer back that names nothing.
  first.runtime.stop(first.runtime.getCell(SPACE, "piece"));
  await first.runtime.editWithRetry((tx) =>
    first.runtime.getCell(SPACE, "piece", { tx })
      .setMetaRaw("patternIdentity", { ...meta, symbol: "nothing" })
  );
  await first.runtime.settled();
  await first.runtime.dispose();
  const second = await compiledRuntime({ stores: first.stores });
  const start = () => second.runtime.start(second.runtime.getCell(SPACE, "piece"));
  await assert.rejects(start(), { message: `Could not load pattern ${meta.identity}#nothing` });
  await second.runtime.dispose();
});

Deno.test("dispose during a compile waits for its write-back, and leaves nothing open", async () => {
  const test = await compiledRuntime();
  const source = `import { pattern } from "commonfabric";
export default pattern(() => ({ a: 1 }));
`;
  const compiled = test.runtime.patterns.compilePattern(source, { space: SPACE });
  await Promise.resolve();
  const disposed = test.runtime.dispose();
  const identity = test.runtime.patterns.getArtifactEntryRef(await compiled)!.identity;
  await disposed;
  const second = await compiledRuntime({ stores: test.stores });
  assert.ok(await second.runtime.patterns.loadPatternByIdentity(identity, "default", SPACE));
  assert.equal(second.runtime.counters().misses, 0);
  assert.deepEqual([...test.errors, ...second.errors], []);
  await second.runtime.dispose();
});
