import assert from "node:assert/strict";
import { scanAll } from "../floors/scan.ts";
import { sha256All } from "../floors/sha256.ts";
import { SqlFloor } from "../floors/sql.ts";
import { type NativeModule, runNative, v8CompileAll } from "../floors/v8-compile.ts";
import { fiftyModules, LEAF_IMPORTERS, leafText } from "../samples/fifty-modules.ts";
import { LayeredProgram } from "../samples/layered-modules.ts";
import { graphModules, PROOF_DEPTH, specifierOf } from "../samples/record-graphs.ts";

Deno.test("the leaf of the fifty modules has exactly the listed transitive importers", () => {
  const files = fiftyModules();
  assert.equal(files.size, 50);
  const reaching = new Set(["/leaf.ts"]);
  for (let size = 0; size < reaching.size;) {
    size = reaching.size;
    for (const [path, text] of files) {
      const isImporter = [...reaching].some((target) => text.includes(`from ".${target}"`));
      if (isImporter) reaching.add(path);
    }
  }
  reaching.delete("/leaf.ts");
  assert.deepEqual([...reaching].toSorted(), LEAF_IMPORTERS.toSorted());
  assert.notEqual(leafText(1), leafText(2));
});

Deno.test("every sample graph imports earlier modules only and computes by its imports", () => {
  for (const shape of ["chain", "random", "star"] as const) {
    const modules = graphModules({ shape, count: 50, edition: 1, fillers: 1 });
    const native = modules.map(({ path, body, imports }, index): NativeModule => {
      assert.ok(imports.every((target) => target < index), `${shape}: ${path}`);
      return {
        path,
        body,
        imports: new Map(imports.map((at) => [specifierOf(at), modules[at]!.path])),
      };
    });
    const { exports } = runNative(native, v8CompileAll(native));
    const entry = exports.get(modules.at(-1)!.path)!["f"] as (depth: number) => number;
    assert.ok(Number.isInteger(entry(PROOF_DEPTH)), shape);
    assert.notEqual(entry(PROOF_DEPTH), entry(0));
  }
});

Deno.test("the SQL floor reads what it inserted, and no other key", () => {
  const directory = Deno.makeTempDirSync();
  const floor = new SqlFloor(`${directory}/rows.sqlite`);
  try {
    floor.insert([["a", "one"], ["b", "two"]]);
    assert.deepEqual(["b", "a"].map((key) => floor.read(key)), ["two", "one"]);
    assert.throws(() => floor.read("c"), /no row c/);
  } finally {
    floor.close();
    Deno.removeSync(directory, { recursive: true });
  }
});

Deno.test("every module of a layered program is reached, and the stated number reaches the leaf", () => {
  const program = new LayeredProgram([1, 3, 9, 30], 100);
  const files = program.files(1);
  assert.equal(files.size, 43);
  const reached = new Set(["/main.ts"]);
  for (const path of reached) {
    for (const specifier of scanAll([files.get(path)!])[0]!) reached.add(specifier.slice(1));
  }
  assert.equal(reached.size, files.size);
  assert.ok(program.importersOf(program.leaf) >= 3);
  assert.equal(program.leafText(1), files.get(program.leaf));
  assert.notEqual(program.leafText(2), program.leafText(1));
});

Deno.test("the scan floor finds what follows from, and nothing in strings and templates", () => {
  const text = `import { a } from "./a.ts";
const b = "from './b.ts'";
const c = \`\${[1].map((d) => { return \`from "./d.ts" \${d}\`; })} from "./c.ts"\`;
export { e } from "./e.ts";
`;
  assert.deepEqual(scanAll([text, ""]), [["./a.ts", "./e.ts"], []]);
});

Deno.test("the digest floor gives SHA-256", () => {
  const [digest] = sha256All(["abc"]);
  assert.match(digest!, /^ba7816bf.*15ad$/);
});
