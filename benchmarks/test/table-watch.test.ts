import assert from "node:assert/strict";

Deno.test("tables are told with their bound, and maps that grow without one with their place", async () => {
  const script = `
    import { TableWatch } from "${new URL("../harness/table-watch.ts", import.meta.url)}";
    import { BoundedMap } from "${new URL("../../packages/canonical/mod.ts", import.meta.url)}";
    const watch = new TableWatch();
    watch.install();
    const bounded = new BoundedMap(5);
    const growing = new Map();
    const numbers = new Map();
    for (let index = 0; index < 1200; index++) {
      bounded.set(String(index), index);
      growing.set(String(index), index);
      numbers.set(index, index);
    }
    const { bounded: tables, others } = watch.report();
    console.log(JSON.stringify({ tables, sizes: others.map(({ size }) => size), kept: numbers.size }));
  `;
  const file = await Deno.makeTempFile({ suffix: ".ts" });
  try {
    await Deno.writeTextFile(file, script);
    const config = new URL("../../deno.json", import.meta.url).pathname;
    const { stdout, stderr } = await new Deno.Command("deno", {
      args: ["run", "--no-check", "--quiet", "--allow-all", `--config=${config}`, file],
    }).output();
    const text = new TextDecoder().decode(stdout);
    assert.ok(text.startsWith("{"), new TextDecoder().decode(stderr));
    const { tables, sizes, kept } = JSON.parse(text);
    assert.deepEqual(tables, [{ size: 5, bound: 5 }]);
    assert.deepEqual(sizes, [1200]);
    assert.equal(kept, 1200);
  } finally {
    await Deno.remove(file);
  }
});
