/** Processes that run one piece on one SQLite directory. */
import assert from "node:assert/strict";
import { sqliteStores } from "@commonfabric/storage";
import { Runtime } from "../mod.ts";
import { compiledRuntime } from "./support/compiled.ts";
import type { Any } from "./support/test-runtime.ts";

const SOURCE = `
interface State { log: Writable<string[] | Default<[]>>; n: Writable<number | Default<0>> }
const note = handler<string, State>((text, { log }) => { log.push(text); });
const add = handler<number, State>((by, { n }) => { n.set(n.get() + by); });
export default pattern<State>(({ log, n }) => ({
  log, n, total: computed(() => log.get().length + n.get()),
  note: note({ log, n }), add: add({ log, n }),
}));`;
const TIMES = 12;
const script = new URL("./support/serve-process.ts", import.meta.url).pathname;

interface Report {
  readonly statuses: readonly string[];
  readonly shown: readonly number[];
  readonly errors: readonly string[];
}

async function serve(directory: string, name: string): Promise<Report> {
  const { stdout, stderr } = await new Deno.Command("deno", {
    args: ["run", "--no-check", "--allow-all", script, directory, name, String(TIMES)],
    stdout: "piped",
    stderr: "piped",
  }).output();
  const text = new TextDecoder().decode(stdout).trim().split("\n").at(-1) ?? "";
  assert.ok(text.startsWith("{"), new TextDecoder().decode(stderr));
  return JSON.parse(text);
}

Deno.test("two processes serve one piece: nothing acknowledged is lost, mail is handled once, both see all", async () => {
  const directory = await Deno.makeTempDir();
  const { runtime, run } = await compiledRuntime({ stores: sqliteStores(directory) });
  try {
    await run(SOURCE);
    await runtime.dispose();
    const reports = await Promise.all(["a", "b"].map((name) => serve(directory, name)));
    for (const { errors } of reports) assert.deepEqual(errors, []);
    const counted = (status: string) =>
      reports.flatMap(({ statuses }) => statuses).filter((each) => each === status).length;
    assert.equal(counted("failed"), 0);
    assert.equal(counted("duplicate"), TIMES);
    const last = new Runtime({ stores: sqliteStores(directory), attestation: "none" });
    const piece = last.getCell<Any>("home", "piece");
    await piece.sync();
    await last.start(piece);
    const log = await piece.key("log").pull() as string[];
    const expected = ["a", "b"].flatMap((name) =>
      Array.from({ length: TIMES }, (_, at) => `${name}${at}`)
    );
    const mails = Array(TIMES).fill("mail");
    assert.deepEqual(log.toSorted(), [...expected, ...mails].toSorted());
    for (const name of ["a", "b"]) {
      const own = log.filter((text) => text.startsWith(name));
      assert.deepEqual(own, expected.filter((text) => text.startsWith(name)));
    }
    assert.equal(await piece.key("n").pull(), 2 * TIMES);
    assert.equal(await piece.key("total").pull(), 5 * TIMES);
    assert.ok(reports.some(({ shown }) => shown.at(-1) === 5 * TIMES));
    await last.dispose();
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
});

Deno.test("a sink of a runtime that does nothing fires for what another one commits", async () => {
  const directory = await Deno.makeTempDir();
  const one = await compiledRuntime({ stores: sqliteStores(directory) });
  const other = new Runtime({ stores: sqliteStores(directory), attestation: "none" });
  try {
    const piece = await one.run(SOURCE);
    const seen = other.getCell<Any>("home", "piece");
    await seen.sync();
    await other.start(seen);
    const fired = Promise.withResolvers<void>();
    seen.key("total").sink((total: Any) => {
      if (total === 7) fired.resolve();
    });
    await other.settled();
    assert.equal((await one.runtime.sendEvent(piece.key("add"), 7)).status, "committed");
    // A store that is watched does not keep a process alive by itself.
    const alive = setInterval(() => {}, 1_000);
    await fired.promise.finally(() => clearInterval(alive));
  } finally {
    await Promise.all([one.runtime.dispose(), other.dispose()]);
    await Deno.remove(directory, { recursive: true });
  }
});
