/** The browser suite where there is no browser. */
import assert from "node:assert/strict";
import { browserSuite } from "../browser/suite.ts";
import { runSuite } from "../harness/suite.ts";

Deno.test("without Chromium the suite is skipped and says so, and fails where it is required", async () => {
  const outcome = async (variables: Readonly<Record<string, string>>) => {
    for (const [name, value] of Object.entries(variables)) Deno.env.set(name, value);
    try {
      return await runSuite(browserSuite, "", () => {});
    } finally {
      for (const name of Object.keys(variables)) Deno.env.delete(name);
    }
  };
  const [skipped, ...others] = await outcome({ CF_CHROMIUM: "", CF_REQUIRE_BROWSER: "0" });
  assert.deepEqual(others, []);
  assert.equal(skipped!.isSkipped, true);
  assert.equal(skipped!.remark, "skipped: chromium not found");
  const [required] = await outcome({ CF_CHROMIUM: "", CF_REQUIRE_BROWSER: "1" });
  assert.equal(required!.isSkipped, false);
  assert.match(required!.failure!, /CF_REQUIRE_BROWSER: skipped: chromium not found/);
  await assert.rejects(outcome({ CF_CHROMIUM: "/nowhere/chromium" }), {
    message: "CF_CHROMIUM: there is no /nowhere/chromium",
  });
});
