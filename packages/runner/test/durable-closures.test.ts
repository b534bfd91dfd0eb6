/** What a runtime knows of the closures of a space after a load, with the real cache behind it. */
import assert from "node:assert/strict";
import type { Program } from "@commonfabric/module-identity";
import { memoryStores } from "../../storage/test/support/memory-store.ts";
import { Runtime } from "../mod.ts";

const SPACE = "home";

const PROGRAM: Program = {
  main: "/main.tsx",
  files: [
    {
      name: "/main.tsx",
      contents: `import { pattern } from "commonfabric";
import { row } from "./row.tsx";
export default pattern(
  (input) => ({ rows: input.key("items").mapWithPattern(row, {}) }),
  { type: "object", properties: { items: { type: "array", items: { type: "number" } } } },
);
`,
    },
    {
      name: "/row.tsx",
      contents: `import { pattern } from "commonfabric";
export const row = pattern(
  (input) => ({ value: input.key("element") }),
  { type: "object", properties: { element: { type: "number" } } },
);
`,
    },
  ],
};

Deno.test("a pointer into a module of a loaded closure needs no source and no write", async () => {
  const stores = memoryStores();
  const first = new Runtime({ stores, cfcMode: "disabled", attestation: "none" });
  const pattern = await first.patterns.compilePattern(PROGRAM, { space: SPACE });
  const { identity, symbol } = first.patterns.getArtifactEntryRef(pattern)!;
  const sources = await first.patterns.getPatternSourceProgramByIdentity(identity, SPACE);
  assert.equal(sources!.files.length, 2);
  const row = [...first.patterns.events.recent()].find((event) => event.type === "wroteBack")!
    .compiled.find((each) => each !== identity)!;
  await first.dispose();

  const second = new Runtime({ stores, cfcMode: "disabled", attestation: "none" });
  assert.notEqual(await second.patterns.loadPatternByIdentity(identity, symbol, SPACE), undefined);
  const before = second.counters();
  const events = second.patterns.events.lastSeq;
  const child = second.patterns.artifactFromIdentitySync(row, "row");
  assert.notEqual(child, undefined);
  await second.patterns.ensurePatternPersisted(child, SPACE);
  const after = second.counters();
  assert.deepEqual(second.patterns.events.recent(events), []);
  for (const name of ["identitiesComputed", "sourceDigests", "storeWrites"] as const) {
    assert.equal(after[name], before[name], name);
  }
  assert.equal(after.storeReads - before.storeReads, 1);
  await second.dispose();
});
