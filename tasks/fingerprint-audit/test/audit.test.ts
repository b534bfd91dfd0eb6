import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { audit } from "../audit.ts";
import { previousCheckout } from "../checkout.ts";
import { type Compiled, differences } from "../compiled-documents.ts";
import { shuffled } from "../shuffled.ts";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url)).replace(/\/$/, "");

const COMPILED: Compiled = {
  runtimeVersion: "t1-x",
  documents: ["a", "b"].map((identity) => ({
    program: "p",
    path: `/${identity}.ts`,
    identity,
    fields: { code: `code of ${identity}`, verdict: "v" },
  })),
};

Deno.test("two compiles are equal, or the document and its fields are named", () => {
  const [a, b] = COMPILED.documents as [Compiled["documents"][0], Compiled["documents"][0]];
  const place = { program: "p", path: "/a.ts", identity: "a" };
  assert.deepEqual(differences(COMPILED, { ...COMPILED, documents: [b, a] }), []);
  const other = { ...a, fields: { ...a.fields, code: "other", sites: "s" } };
  assert.deepEqual(differences(COMPILED, { ...COMPILED, documents: [other, b] }), [
    { ...place, fields: ["code", "sites"] },
  ]);
  assert.deepEqual(differences(COMPILED, { ...COMPILED, documents: [b] }), [
    { ...place, fields: [], onlyIn: "first" },
  ]);
  assert.deepEqual(differences({ ...COMPILED, documents: [b] }, COMPILED), [
    { ...place, fields: [], onlyIn: "second" },
  ]);
});

Deno.test("an order of a seed is one of the same things, and the same again", () => {
  const items = Array.from({ length: 20 }, (_, at) => at);
  for (const seed of [1, 2, 99]) {
    const order = shuffled(items, seed);
    assert.notDeepEqual(order, items);
    assert.deepEqual(order.toSorted((a, b) => a - b), items);
    assert.deepEqual(shuffled(items, seed), order);
  }
});

Deno.test("a corpus compiles to equal bytes in another process, order and entry point", async () => {
  const scratch = await Deno.makeTempDir();
  const lines: string[] = [];
  try {
    await Deno.mkdir(`${scratch}/corpus/pair`, { recursive: true });
    const write = (name: string, text: string) =>
      Deno.writeTextFile(`${scratch}/corpus/pair/${name}`, text);
    await write("half.ts", "export const half = (n: number): number => n / 2;\n");
    await write(
      "main.tsx",
      `import { half } from "./half.ts";\nimport { computed, pattern } from "commonfabric";\n` +
        "export default pattern<{ n: number }>(({ n }) => ({ half: computed(() => half(n)) }));\n",
    );
    const found = await audit({
      root: ROOT,
      corpus: `${scratch}/corpus`,
      scratch,
      seed: 3,
      say: (line) => lines.push(line),
    });
    assert.deepEqual(found, [], lines.join("\n"));
    assert.match(lines[0]!, /^2 compiled documents under t1-/);
    assert.equal(lines[1], "a fresh process, seed 3: equal bytes");
    assert.match(lines[2]!, /^the commit before.*: (equal bytes|not compared, .+)$/);
    const stores = ["first", "second"].map((name) => `${scratch}/${name}`);
    for (const store of stores) assert.ok((await Deno.stat(store)).isDirectory, "a store each");
  } finally {
    await Deno.remove(scratch, { recursive: true });
  }
});

Deno.test("without git there is no commit before, and the audit says so", async () => {
  const directory = await Deno.makeTempDir();
  try {
    assert.deepEqual(await previousCheckout(directory, `${directory}/previous`), {
      unavailable: "this directory is no git checkout",
    });
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
});
