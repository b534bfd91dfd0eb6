import assert from "node:assert/strict";
import { runDenoFile } from "../harness/child-process.ts";
import { junitXml } from "../harness/junit.ts";
import { runSuite } from "../harness/suite.ts";
import { withTemporaryDirectory } from "../harness/temporary-directory.ts";
import { TYPESCRIPT_WAS_LOADED, withoutTypeScript } from "../harness/without-typescript.ts";

Deno.test("where TypeScript cannot be loaded, the workspace still resolves", async () => {
  await withTemporaryDirectory(async (directory) => {
    const file = `${directory}/probe.ts`;
    await Deno.writeTextFile(
      file,
      `import { makeCounters } from "@commonfabric/contract";
try {
  await import("typescript");
} catch (error) {
  console.log(makeCounters().typescriptLoads, error.message);
}
`,
    );
    const configuration = await withoutTypeScript(`${directory}/configuration`);
    const { stdout, stderr, code } = await runDenoFile(file, [], { configuration });
    assert.equal(code, 0, stderr);
    assert.equal(stdout, `0 ${TYPESCRIPT_WAS_LOADED}\n`);
  });
});

Deno.test("a failing case does not end its suite, and its text is data in the report", async () => {
  const reported: string[] = [];
  const results = await runSuite(
    {
      name: "flows",
      cases: () =>
        Promise.resolve([
          { name: "breaks", run: () => Promise.reject(new Error("1 < 2 & \u0000")) },
          { name: "holds", run: () => Promise.resolve("5 modules") },
          { name: "left out", run: () => Promise.reject(new Error("not chosen")) },
        ]),
    },
    "s",
    ({ name }) => void reported.push(name),
  );
  assert.deepEqual(reported, ["breaks", "holds"]);
  assert.deepEqual(results.map(({ failure }) => failure === null), [false, true]);
  const xml = junitXml(results);
  assert.match(xml, /tests="2" failures="1"/);
  assert.match(xml, /1 &lt; 2 &amp; \?/);
});

Deno.test("a skipped case is neither passed nor failed, and what cases share is given back", async () => {
  let ended = 0;
  const results = await runSuite(
    {
      name: "flows",
      cases: () => Promise.resolve([{ name: "needs more", skipped: "skipped: not found" }]),
      end: () => Promise.resolve(void ended++),
    },
    "",
    () => {},
  );
  assert.deepEqual(results.map(({ remark, failure, isSkipped }) => [remark, failure, isSkipped]), [
    ["skipped: not found", null, true],
  ]);
  assert.equal(ended, 1);
  assert.match(junitXml(results), /failures="0" skipped="1"/);
});
