/** The label of the compiler in whole runtimes: required, repaired, shared. */
import assert from "node:assert/strict";
import { cacheDocumentKey, COMPILED_LABELS, compiledDocKey } from "@commonfabric/compilation-cache";
import { nodeSha256 } from "@commonfabric/canonical";
import type { EngineEvent } from "@commonfabric/contract";
import { makeLabels } from "@commonfabric/storage";
import { memoryStores } from "../../storage/test/support/memory-store.ts";
import type { Compiled } from "./support/compiled.ts";
import { type Mode, MODES, namesOf, within } from "./support/labelled-pieces.ts";
import { type Any, SPACE } from "./support/test-runtime.ts";

for (const mode of MODES) {
  Deno.test(`${mode}: users of one space reuse what each other compiled`, async () => {
    const stores = memoryStores();
    const program = "export default pattern<{}, { n: number }>(() => ({ n: 1 }));";
    const scope = (user: string) => ({ stores, scope: { user, session: "s" } });
    await within(mode, async (test) => {
      await test.run(program);
      assert.equal(test.runtime.patterns.getCompileCacheStats().misses, 1);
    }, scope("alice"));
    await within(mode, async (test) => {
      await test.piece().sync();
      await test.runtime.start(test.piece());
      assert.equal(await test.piece().key("n").pull(), 1);
      const { misses, byIdentityHits, repairs } = test.runtime.patterns.getCompileCacheStats();
      assert.deepEqual({ misses, byIdentityHits, repairs }, {
        misses: 0,
        byIdentityHits: 1,
        repairs: 0,
      });
    }, scope("bob"));
  });
}

/** The identity and stored compiled document of the one module of the piece. */
async function compiledOf(test: Compiled) {
  const { identity } = test.piece().getMetaRaw("patternIdentity") as { identity: string };
  const version = test.runtime.toolchain.runtimeVersion!;
  const tag = compiledDocKey(version, identity);
  const store = await test.stores(SPACE);
  const key = cacheDocumentKey(tag, nodeSha256);
  const read = async () => (await store.read([key]))[0]!;
  let edits = 0;
  const relabel = async (labels: unknown) => {
    const { seq, doc: { value } } = await read();
    const doc = { value, ...(labels === undefined ? {} : { labels }) };
    const writes = [{ key, doc, base: seq, tag }];
    assert.ok("ok" in await store.commit({ txId: `relabel-${++edits}`, reads: [], writes }));
  };
  return { identity, read, relabel };
}

const ATOM = "cf-compiled-by:cf-compiler";
const TRICKS: readonly (readonly [title: string, labels: unknown])[] = [
  ["removed", undefined],
  ["on a sub-path", makeLabels([{ path: ["code"], integrity: [ATOM] }])],
  ["as confidentiality", makeLabels([{ path: [], confidentiality: [ATOM] }])],
  ["malformed", { ...COMPILED_LABELS, by: "me" }],
];

const PROGRAM = "export default pattern<{}, { n: number }>(() => ({ n: 1 }));";

for (const [title, labels] of TRICKS) {
  Deno.test(`a label that is ${title} is a miss where labels are enforced, and is repaired`, async () => {
    const stores = memoryStores();
    await within("enforce", async (test) => {
      await test.run(PROGRAM);
      const { read, relabel } = await compiledOf(test);
      assert.deepEqual((await read()).doc.labels, COMPILED_LABELS);
      await relabel(labels);
    }, { stores });
    const resumed = async (mode: Mode) => {
      const events: EngineEvent[] = [];
      await within(mode, async (test) => {
        test.runtime.patterns.events.subscribe((event) => void events.push(event));
        await test.piece().sync();
        await test.runtime.start(test.piece());
        assert.equal(await test.piece().key("n").pull(), 1);
        await test.runtime.settled();
      }, { stores });
      return events.flatMap((event: Any) =>
        event.type === "repaired"
          ? [`repaired ${event.reason}`]
          : event.type === "compiled"
          ? [event.type]
          : []
      );
    };
    assert.deepEqual(await resumed("disabled"), [], "without enforcement labels are nothing");
    assert.deepEqual(await resumed("enforce"), ["compiled", "repaired label"]);
    assert.deepEqual(await resumed("enforce"), [], "once");
  });
}

Deno.test("a closure that is placed in another space is labelled there", async () => {
  await within("enforce", async (test) => {
    await test.run(`
const child = pattern<{}, { n: number }>(() => ({ n: 1 }));
export default pattern<{}, { child: { n: number } }>(() => ({ child: child.inSpace("work")({}) }));
`);
    const { identity } = await compiledOf(test);
    const version = test.runtime.toolchain.runtimeVersion!;
    const key = cacheDocumentKey(compiledDocKey(version, identity), nodeSha256);
    const [stored] = await (await test.stores("work")).read([key]);
    assert.deepEqual(stored?.doc.labels, COMPILED_LABELS);
    assert.deepEqual(namesOf(test), []);
  });
});
