/** The three laws at the top of the package, each as a property over random programs and damage. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { nodeSha256 } from "@commonfabric/canonical";
import { loadCompiledClosure, loadVerifiedSourceClosure, writeClosure } from "../mod.ts";
import {
  DIAMOND,
  makeProgram,
  provenBy,
  UNSIGNED,
  verifyBody,
  VERSION,
} from "./support/programs.ts";
import { closureOf, compiledKey, makeSpace, rowsOf } from "./support/spaces.ts";
import { runs } from "../../canonical/test/support/runs.ts";

/** Programs of up to ten modules whose imports may form cycles. */
const programs = fc.array(fc.array(fc.nat(9), { maxLength: 4 }), { minLength: 1, maxLength: 10 })
  .map((imports) => {
    const files: Record<string, string> = {};
    const pathOf = (index: number) => index === 0 ? "main" : `m${index}`;
    imports.forEach((targets, index) => {
      const names = new Set(targets.map((target) => pathOf(target % imports.length)));
      files[`/${pathOf(index)}.ts`] = `${
        [...names].map((name) => `import "./${name}.ts";\n`).join("")
      }export const n = ${index};\n`;
    });
    return files;
  });

const CONTENT = /^(?:pattern|compileCache):/;

function contentRows(space: ReturnType<typeof makeSpace>): Map<string, string> {
  const content = new Map<string, string>();
  const rows = rowsOf(space.memory);
  for (const [id, row] of space.memory.rows) {
    if (CONTENT.test(row.tag ?? "")) content.set(`${row.tag} ${row.seq}`, rows.get(id)!);
  }
  return new Map([...content].sort(([a], [b]) => a < b ? -1 : 1));
}

Deno.test("law 1: a content document is written once, whatever is written after it", () =>
  fc.assert(
    fc.asyncProperty(programs, fc.nat(9), async (files, other) => {
      const space = makeSpace();
      await writeClosure(space.port, closureOf(makeProgram(files)), space.powers);
      const before = contentRows(space);
      const paths = Object.keys(files);
      const again = makeProgram(files, paths[other % paths.length]);
      await writeClosure(space.port, closureOf(again), space.powers);
      const after = contentRows(space);
      for (const [tagAndSeq, bytes] of before) assert.equal(after.get(tagAndSeq), bytes);
      assert.deepEqual(space.events, []);
    }),
    { numRuns: runs(40) },
  ));

Deno.test("law 2: order, entry point, siblings and earlier writes leave every byte as it is", () =>
  fc.assert(
    fc.asyncProperty(programs, fc.infiniteStream(fc.nat()), async (files, random) => {
      const ordered = makeSpace();
      await writeClosure(ordered.port, closureOf(makeProgram(files)), ordered.powers);
      const shuffled = makeSpace("home");
      const names = Object.keys(files).map((name) => [random.next().value, name] as const)
        .sort(([a], [b]) => a - b).map(([, name]) => name);
      const others = { ...DIAMOND, "/main.ts": "export default 7;\n" };
      await writeClosure(shuffled.port, closureOf(makeProgram(others)), shuffled.powers);
      for (const main of names) {
        const program = makeProgram(
          Object.fromEntries(names.map((name) => [name, files[name]!])),
          main,
        );
        await writeClosure(shuffled.port, closureOf(program), shuffled.powers);
      }
      const expected = new Map(
        [...ordered.memory.rows.values()].filter(({ tag }) => CONTENT.test(tag ?? ""))
          .map(({ tag, bytes }) => [tag, bytes.toBase64()]),
      );
      for (const { tag, bytes } of shuffled.memory.rows.values()) {
        if (!expected.has(tag)) continue;
        assert.equal(bytes.toBase64(), expected.get(tag));
        expected.delete(tag);
      }
      assert.equal(expected.size, 0);
    }),
    { numRuns: runs(25) },
  ));

Deno.test("law 3: with any compiled documents deleted or damaged, a load gives the same bodies", () =>
  fc.assert(
    fc.asyncProperty(
      programs,
      fc.array(fc.constantFrom("keep", "delete", "flip", "blob"), {
        minLength: 10,
        maxLength: 10,
      }),
      fc.nat(),
      async (files, damages, place) => {
        const space = makeSpace();
        const program = makeProgram(files);
        await writeClosure(space.port, closureOf(program), space.powers);
        for (const [index, doc] of program.compiled.entries()) {
          const id = compiledKey(doc.identity).id;
          const row = space.memory.rows.get(id)!;
          const damage = damages[index % damages.length];
          if (damage === "delete") space.memory.rows.delete(id);
          if (damage === "flip") row.bytes[place % row.bytes.length]! ^= 1;
          if (damage === "blob") space.memory.blobs.delete(doc.bodyHash);
        }
        const load = async () => {
          const sources = await loadVerifiedSourceClosure(space.store, program.entry, nodeSha256);
          assert.equal(sources.misses.size, 0);
          return await loadCompiledClosure(space.store, program.entry, [...sources.docs.keys()], {
            runtimeVersion: VERSION,
            source: (identity) => sources.docs.get(identity),
            ...UNSIGNED,
            sha256: nodeSha256,
            requireLabel: false,
          });
        };
        const loaded = await load();
        const expected = new Map(
          program.compiled.map((doc) => [doc.identity, { ...doc, trust: "none" }]),
        );
        for (const [identity, doc] of loaded.usable) assert.deepEqual(doc, expected.get(identity));
        await writeClosure(
          space.port,
          closureOf(program, { compiledMisses: loaded.misses }),
          space.powers,
        );
        const repaired = await load();
        assert.ok(repaired.complete);
        assert.equal(repaired.misses.size, 0);
        for (const [identity, doc] of repaired.usable) {
          assert.deepEqual(doc, expected.get(identity));
        }
      },
    ),
    { numRuns: runs(60) },
  ));

Deno.test("law 3: a document that a load accepts is never asked to prove itself by time or trust", async () => {
  const space = makeSpace();
  const program = makeProgram(DIAMOND);
  await writeClosure(space.port, closureOf(program), space.powers);
  const { usable, misses } = await loadCompiledClosure(
    space.store,
    program.entry,
    program.identities,
    {
      runtimeVersion: VERSION,
      source: provenBy(program.sources),
      ...UNSIGNED,
      verifyBody: (body, module) => ({ ...verifyBody(body, module), verifierVersion: "newer" }),
      sha256: nodeSha256,
      requireLabel: false,
    },
  );
  assert.equal(usable.size, 0, "a verdict of another verifier proves nothing");
  assert.deepEqual(new Set(misses.values()), new Set(["verdict"]));
});
