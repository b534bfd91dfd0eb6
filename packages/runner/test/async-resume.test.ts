/** After a restart: a settled answer runs nothing, a pending one is asked for again. */
import assert from "node:assert/strict";
import { nodeStorePowers, sqliteStores } from "@commonfabric/storage";
import { type Compiled, compiledRuntime } from "./support/compiled.ts";
import { FakeNetwork, settleReplies } from "./support/fake-network.ts";
import { type Any, FakeClock } from "./support/test-runtime.ts";

const PROGRAM = `
const setUrl = handler<string, { url: Writable<string> }>((next, { url }) => url.set(next));
export default pattern<{ url: Writable<string> }>(({ url }) => {
  const answer = fetchJson<{ n: number }>({ url });
  return { answer, double: computed(() => (answer.result?.n ?? 0) * 2), setUrl: setUrl({ url }) };
});
`;
const URL_A = "https://a.example/a";
const URL_B = "https://a.example/b";

interface Process extends Compiled {
  readonly network: FakeNetwork;
}

/** Bodies at the places `offline` run in hosts without network. */
async function processes(
  bodies: readonly ((test: Process) => Promise<void>)[],
  offline: readonly number[] = [],
): Promise<void> {
  const directory = await Deno.makeTempDir();
  const clock = new FakeClock();
  try {
    for (const [at, body] of bodies.entries()) {
      const stores = sqliteStores(directory, nodeStorePowers);
      const network = new FakeNetwork();
      const ports = offline.includes(at) ? {} : { fetch: network.fetch };
      const test = await compiledRuntime({ stores, clock }, ports);
      try {
        await body({ ...test, network });
        assert.deepEqual(test.errors, []);
      } finally {
        await test.runtime.dispose();
        await stores.close();
      }
    }
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

async function resumed(test: Process): Promise<Any> {
  const piece = test.piece();
  await piece.sync();
  await test.runtime.start(piece);
  return test.piece();
}

async function answer(test: Process, value: unknown): Promise<void> {
  test.network.last.reply(value);
  await settleReplies(test.clock);
  await test.runtime.settled();
}

Deno.test("settled: no run and no request; other inputs ask again", () =>
  processes([
    async (test) => {
      const piece = await test.run(PROGRAM, { argument: { url: URL_A } });
      await piece.pull();
      await answer(test, { n: 1 });
      assert.equal((await piece.pull()).double, 2);
    },
    async (test) => {
      const piece = await resumed(test);
      const { answer: stored, double } = await piece.pull();
      assert.deepEqual([stored, double], [{ pending: false, result: { n: 1 } }, 2]);
      const { computationRuns, observationsAccepted } = test.runtime.counters();
      assert.deepEqual([computationRuns, observationsAccepted], [0, 2]);
      assert.deepEqual(test.network.urls, []);
      const cancel = piece.sink(() => {});
      await test.runtime.sendEvent(piece.key("setUrl"), URL_B);
      await test.runtime.idle();
      assert.deepEqual(test.network.urls, [URL_B]);
      await answer(test, { n: 4 });
      assert.equal((await piece.pull()).double, 8);
      cancel();
    },
    async (test) => {
      const piece = await resumed(test);
      assert.equal((await piece.pull()).double, 8);
      assert.equal(test.runtime.counters().computationRuns, 0);
      assert.deepEqual(test.network.urls, []);
    },
  ]));

Deno.test("pending: asked again, and only what depends on the answer runs", () =>
  processes([
    async (test) => {
      const piece = await test.run(PROGRAM, { argument: { url: URL_A } });
      await piece.pull();
      assert.deepEqual(test.network.urls, [URL_A]);
    },
    async (test) => {
      const piece = await resumed(test);
      assert.deepEqual((await piece.pull()).answer, { pending: true });
      assert.deepEqual(test.network.urls, [URL_A]);
      await answer(test, { n: 3 });
      assert.equal((await piece.pull()).double, 6);
    },
  ]));

Deno.test("a host that could not ask is no answer for one that can", async () => {
  const directory = await Deno.makeTempDir();
  const network = new FakeNetwork();
  try {
    for (const [at, ports] of [{}, {}, { fetch: network.fetch }, {}].entries()) {
      const stores = sqliteStores(directory, nodeStorePowers);
      const test = await compiledRuntime({ stores }, ports);
      const hasNetwork = "fetch" in ports;
      const piece = at > 0
        ? await resumed({ ...test, network })
        : await test.run(PROGRAM, { argument: { url: URL_A } });
      const { pending, error } = (await piece.pull()).answer;
      const ran = test.runtime.counters().computationRuns;
      assert.equal(ran, [2, 0, 1, 1][at], "nothing for a host like the last one");
      assert.equal(pending, hasNetwork);
      assert.equal(
        error?.message,
        hasNetwork ? undefined : "fetchJson is not available in this host",
      );
      await test.runtime.dispose();
      await stores.close();
    }
    assert.deepEqual(network.urls, [URL_A]);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
});

Deno.test("a settled answer stands in a host that could not have asked, for the same inputs", () =>
  processes([
    async (test) => {
      const piece = await test.run(PROGRAM, { argument: { url: URL_A } });
      await piece.pull();
      await answer(test, { n: 1 });
      assert.equal((await piece.pull()).double, 2);
    },
    async (test) => {
      const piece = await resumed(test);
      assert.deepEqual((await piece.pull()).answer, { pending: false, result: { n: 1 } });
      assert.equal(test.runtime.counters().computationRuns, 0);
      for (const url of [URL_B, URL_A]) {
        await test.runtime.sendEvent(piece.key("setUrl"), url);
        const error = { message: "fetchJson is not available in this host" };
        assert.deepEqual((await piece.pull()).answer, { pending: false, error });
      }
    },
    async (test) => {
      const piece = await resumed(test);
      await piece.pull();
      assert.deepEqual(test.network.urls, [URL_A], "a refusal is no answer for a host that can");
      await answer(test, { n: 2 });
      assert.equal((await piece.pull()).double, 4);
    },
  ], [1]));
