import assert from "node:assert/strict";
import { PeerProcess } from "../harness/peer-process-powers.ts";
import { runProcess, runProcessForCpu } from "../harness/process-powers.ts";

/** A peer that multiplies, in the form of those in `benchmarks/peers`. */
const MULTIPLIER = `
import { createInterface } from "node:readline";
import process from "node:process";
for await (const line of createInterface({ input: process.stdin })) {
  const { value } = JSON.parse(line);
  const reply = value === 13 ? { error: "unlucky" } : { ms: 1, result: value * 2 };
  if (value === 99) process.exit(0);
  process.stdout.write(JSON.stringify(reply) + "\\n");
}
`;

function multiplier(): PeerProcess {
  const url = `data:text/javascript,${encodeURIComponent(MULTIPLIER)}`;
  return new PeerProcess(() => "deno", ["run", "--quiet", "--no-config", url]);
}

Deno.test("a peer answers one question after another, and its errors are errors here", async () => {
  const peer = multiplier();
  try {
    assert.deepEqual(await peer.ask({ value: 4 }), { ms: 1, result: 8 });
    await assert.rejects(peer.ask({ value: 13 }), /unlucky/);
    const long = "x".repeat(300_000);
    assert.deepEqual(await peer.ask({ value: 5, long }), { ms: 1, result: 10 });
  } finally {
    await peer.stop();
  }
});

Deno.test("a peer that ends, and one that cannot be started, fail what they are asked", async () => {
  const peer = multiplier();
  await assert.rejects(peer.ask({ value: 99 }), /ended|closed|EPIPE/i);
  await peer.stop();
  const absent = new PeerProcess(() => {
    throw new Error("node is not installed");
  }, []);
  await assert.rejects(absent.ask({}), /node is not installed/);
  await absent.stop();
});

Deno.test("a process that fails is told by its own last line, and CPU is that of what ran", async () => {
  const script = (text: string) => ["eval", "--no-config", text];
  const deno = "deno";
  await assert.rejects(
    runProcess(deno, script("console.error('one\\ntwo'); Deno.exit(3)")),
    /exit 3: two/,
  );
  const busy = "for (const end = performance.now() + 300; performance.now() < end;);";
  const { cpuMs, stdout } = await runProcessForCpu(deno, script(`${busy} console.log("done")`));
  assert.equal(stdout.trim(), "done");
  assert.ok(cpuMs > 10, `${cpuMs}`);
});
