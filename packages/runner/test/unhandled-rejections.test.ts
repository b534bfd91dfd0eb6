/** Rejections that nobody handles are reported by ses, whose console is the host's. */
import assert from "node:assert/strict";

const script = new URL("./support/rejecting-process.ts", import.meta.url).pathname;

Deno.test("a report of an unhandled rejection runs nothing of what it prints", async () => {
  const { stdout, stderr } = await new Deno.Command("deno", {
    args: ["run", "--no-check", "--quiet", "--allow-read", "--allow-env", script],
  }).output();
  const [ran, reported] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
  assert.equal(ran, "");
  const lines = reported!.trim().split("\n");
  assert.deepEqual(
    lines.map((line) => line.split(": ")[0]),
    Array(3).fill("SES_UNHANDLED_REJECTION"),
  );
  assert.match(reported!, /\{shown: 1\}/);
  assert.match(reported!, /of the guest/);
});
