/** Built-ins that take time: when they ask, what they store, and what they never do twice. */
import assert from "node:assert/strict";
import { memoryStores } from "../../storage/test/support/memory-store.ts";
import { FakeNetwork, settleReplies, turns } from "./support/fake-network.ts";
import { record, start, STREAM, STRING } from "./support/natural.ts";
import {
  type Any,
  FakeClock,
  FakeSource,
  H,
  makeTestRuntime,
  runPattern,
  SPACE,
  type TestRuntime,
} from "./support/test-runtime.ts";

const URL_A = "https://a.example/one";
const URL_B = "https://a.example/two";

interface Net extends TestRuntime {
  readonly network: FakeNetwork;
}

async function withNetwork(
  body: (test: Net) => Promise<void>,
  shared: Parameters<typeof makeTestRuntime>[0] = {},
): Promise<void> {
  const network = new FakeNetwork();
  const test = await makeTestRuntime(shared, { fetch: network.fetch });
  try {
    await body({ ...test, network });
  } finally {
    await test.runtime.dispose();
  }
}

const setUrl = H.handler(
  STRING,
  record({ url: { ...STRING, asCell: ["cell"] } }),
  (event: Any, { url }: Any) => url.set(event),
);

function fetching(call: string): (input: Any) => Any {
  return (input) => {
    const url = input.key("url");
    return { url, answer: H[call]({ url }), set: setUrl({ url }) };
  };
}

const ARGUMENT = record({ url: { ...STRING, asCell: ["cell"] } });
const RESULT = record({ url: STRING, answer: true, set: STREAM }, ["set"]);

function run(test: TestRuntime, call: string, url = URL_A): Promise<Any> {
  return start(test, {
    body: fetching(call),
    argumentSchema: ARGUMENT,
    resultSchema: RESULT,
    argument: { url },
  });
}

Deno.test("a request starts with demand, after pending is stored, and settles on the grid", () =>
  withNetwork(async (test) => {
    const { network, clock } = test;
    const piece = await run(test, "fetchText");
    await test.runtime.idle();
    assert.deepEqual(network.urls, []);
    assert.equal(piece.key("answer").get(), undefined);
    const seen: Any[] = [];
    const cancel = piece.key("answer").sink((value: Any) => void seen.push(value));
    await test.runtime.idle();
    assert.deepEqual([network.urls, seen], [[URL_A], [{ pending: true }]]);
    network.last.reply("hello");
    await turns();
    assert.equal(seen.length, 1);
    // The clock stands at half a second; the boundary after the next one is the first to tell.
    clock.advance(499);
    await turns();
    assert.equal(seen.length, 1);
    clock.advance(1);
    await test.runtime.settled();
    assert.deepEqual(seen, [{ pending: true }, { pending: false, result: "hello" }]);
    cancel();
    assert.deepEqual(test.errors, []);
  }));

Deno.test("idle does not wait for a request, settled does", () =>
  withNetwork(async (test) => {
    const piece = await run(test, "fetchText");
    const cancel = piece.sink(() => {});
    await test.runtime.idle();
    let isSettled = false;
    const settled = test.runtime.settled().then(() => isSettled = true);
    await turns();
    assert.equal(isSettled, false);
    test.network.last.reply("x");
    await settleReplies(test.clock);
    await settled;
    assert.deepEqual((await piece.pull()).answer, { pending: false, result: "x" });
    cancel();
  }));

Deno.test("other inputs abort the old request, and its late reply changes nothing", () =>
  withNetwork(async (test) => {
    const { network, clock } = test;
    const piece = await run(test, "fetchText");
    const seen: Any[] = [];
    const cancel = piece.key("answer").sink((value: Any) => void seen.push(value));
    await test.runtime.idle();
    const outcome = await test.runtime.sendEvent(piece.key("set"), URL_B);
    assert.equal(outcome.status, "committed");
    await test.runtime.idle();
    assert.deepEqual(network.asked.map(({ isAborted }) => isAborted), [true, false]);
    network.asked[0]!.reply("old");
    await settleReplies(clock);
    assert.deepEqual(seen, [{ pending: true }]);
    network.asked[1]!.reply("new");
    await settleReplies(clock);
    await test.runtime.settled();
    assert.deepEqual(seen, [{ pending: true }, { pending: false, result: "new" }]);
    assert.deepEqual(network.urls, [URL_A, URL_B]);
    cancel();
  }));

Deno.test("an empty url keeps the node idle, and going back to one drops the request", () =>
  withNetwork(async (test) => {
    const { network } = test;
    const piece = await run(test, "fetchText", "");
    assert.deepEqual((await piece.pull()).answer, { pending: false });
    assert.deepEqual(network.urls, []);
    const cancel = piece.sink(() => {});
    await test.runtime.sendEvent(piece.key("set"), URL_A);
    await test.runtime.idle();
    assert.deepEqual((await piece.pull()).answer, { pending: true });
    await test.runtime.sendEvent(piece.key("set"), "");
    await test.runtime.settled();
    assert.deepEqual((await piece.pull()).answer, { pending: false });
    assert.equal(network.last.isAborted, true);
    cancel();
  }));

Deno.test("a settled answer is not asked for again, here or after a restart", async () => {
  const shared = { stores: memoryStores(), source: new FakeSource(), clock: new FakeClock() };
  const pattern = shared.source.add("memo", H.pattern(fetching("fetchText"), ARGUMENT, RESULT));
  await withNetwork(async (test) => {
    const piece = await runPattern(test, pattern, { url: URL_A }, "memo");
    const first = piece.pull();
    await settleReplies(test.clock, 1);
    test.network.last.reply("kept");
    await settleReplies(test.clock);
    await first;
    await test.runtime.settled();
    assert.deepEqual(test.network.urls, [URL_A]);
    assert.deepEqual((await piece.pull()).answer, { pending: false, result: "kept" });
    test.runtime.stop(piece);
    await test.runtime.start(piece);
    assert.deepEqual((await piece.pull()).answer.result, "kept");
    assert.deepEqual(test.network.urls, [URL_A]);
  }, shared);
  await withNetwork(async (test) => {
    const piece: Any = test.runtime.getCell(SPACE, "memo");
    await piece.sync();
    await test.runtime.start(piece);
    assert.deepEqual((await piece.pull()).answer, { pending: false, result: "kept" });
    await test.runtime.settled();
    assert.deepEqual(test.network.urls, []);
  }, shared);
});

Deno.test("a pending answer that a dead process left is asked for again", async () => {
  const shared = { stores: memoryStores(), source: new FakeSource(), clock: new FakeClock() };
  const pattern = shared.source.add("dead", H.pattern(fetching("fetchText"), ARGUMENT, RESULT));
  await withNetwork(async (test) => {
    const piece = await runPattern(test, pattern, { url: URL_A }, "dead");
    assert.deepEqual((await piece.pull()).answer, { pending: true });
    await test.runtime.dispose();
    assert.equal(test.network.last.isAborted, true);
    test.network.last.reply("too late");
    await settleReplies(test.clock);
  }, shared);
  await withNetwork(async (test) => {
    const piece: Any = test.runtime.getCell(SPACE, "dead");
    await piece.sync();
    await test.runtime.start(piece);
    assert.deepEqual((await piece.pull()).answer, { pending: true });
    assert.deepEqual(test.network.urls, [URL_A]);
    test.network.last.reply("fresh");
    await settleReplies(test.clock);
    await test.runtime.settled();
    assert.deepEqual((await piece.pull()).answer, { pending: false, result: "fresh" });
  }, shared);
});

Deno.test("a stopped piece aborts its request and stays as it was", () =>
  withNetwork(async (test) => {
    const piece = await run(test, "fetchText");
    await piece.pull();
    test.runtime.stop(piece);
    assert.equal(test.network.last.isAborted, true);
    test.network.last.reply("late");
    await settleReplies(test.clock);
    await test.runtime.settled();
    assert.deepEqual(piece.key("answer").get(), { pending: true });
  }));

Deno.test("silence ends a request with a message, and tells the network", () =>
  withNetwork(async (test) => {
    const piece = await run(test, "fetchText");
    await piece.pull();
    test.clock.advance(60_000);
    await settleReplies(test.clock);
    await test.runtime.settled();
    const message = "fetchText got no answer within 60000 ms";
    assert.deepEqual((await piece.pull()).answer, { pending: false, error: { message } });
    assert.equal(test.network.last.isAborted, true);
    assert.deepEqual(test.errors, []);
  }));

const FAILURES: readonly [what: string, call: string, act: (net: FakeNetwork) => void, RegExp][] = [
  ["a network that fails", "fetchJsonUnchecked", (net) => net.last.fail("no route"), /^no route$/],
  [
    "a status that is an error",
    "fetchText",
    (net) => net.last.reply("gone", { status: 410, statusText: "Gone" }),
    /^The reply of https:\/\/a\.example\/one has the status 410 Gone$/,
  ],
  [
    "a reply that is not JSON",
    "fetchJsonUnchecked",
    (net) => net.last.reply("<html>"),
    /^The reply of https:\/\/a\.example\/one is not JSON: /,
  ],
  [
    "a reply with a mark of the store",
    "fetchJsonUnchecked",
    (net) => net.last.reply({ a: { $stream: true } }),
    /\$stream/,
  ],
  [
    "a reply that imitates a link",
    "fetchJsonUnchecked",
    (net) => net.last.reply({ "/": { "link@1": { id: "of:x", path: [] } } }),
    /"\/"/,
  ],
];

for (const [what, call, act, message] of FAILURES) {
  Deno.test(`${what} is an error of the answer, reported to nobody else`, () =>
    withNetwork(async (test) => {
      const piece = await run(test, call);
      await piece.pull();
      act(test.network);
      await settleReplies(test.clock);
      await test.runtime.settled();
      const { answer } = await piece.pull();
      assert.deepEqual(Object.keys(answer).toSorted(), ["error", "pending"]);
      assert.equal(answer.pending, false);
      assert.match(answer.error.message, message);
      assert.deepEqual(test.errors, []);
    }));
}

Deno.test("a reply is checked against its type: the error names the path", () =>
  withNetwork(async (test) => {
    const schema = record({ items: { type: "array", items: record({ n: { type: "number" } }) } });
    const piece = await start(test, {
      body: (input) => ({ answer: H.fetchJson({ url: input.key("url"), schema }) }),
      argumentSchema: record({ url: STRING }),
      argument: { url: URL_A },
    });
    await piece.pull();
    test.network.last.reply({ items: [{ n: 1 }, { n: "2" }] });
    await settleReplies(test.clock);
    await test.runtime.settled();
    assert.deepEqual((await piece.pull()).answer, {
      pending: false,
      error: {
        message: `The reply of ${URL_A} does not fit its type at "items.1.n": expected number, ` +
          "found string",
      },
    });
  }));

Deno.test("bytes keep their media type, options reach the network", () =>
  withNetwork(async (test) => {
    const piece = await start(test, {
      body: (input) => ({
        answer: H.fetchBinary({
          url: input.key("url"),
          options: { method: "POST", headers: { "x-a": "1" }, body: { q: input.key("url") } },
        }),
      }),
      argumentSchema: record({ url: STRING }),
      argument: { url: URL_A },
    });
    await piece.pull();
    const { method, headers, body } = test.network.last.init;
    assert.deepEqual([method, headers], [
      "POST",
      { "x-a": "1", "content-type": "application/json" },
    ]);
    assert.deepEqual(JSON.parse(String(body)), { q: URL_A });
    const type = "Image/PNG; charset=x";
    test.network.last.reply(new Uint8Array([1, 2]), { headers: { "content-type": type } });
    await settleReplies(test.clock);
    await test.runtime.settled();
    const { answer } = await piece.pull();
    assert.deepEqual([...answer.result.bytes], [1, 2]);
    assert.equal(answer.result.mediaType, "image/png");
  }));

for (const url of ["file:///etc/passwd", "data:text/plain,x"]) {
  Deno.test(`${url} is not asked for`, () =>
    withNetwork(async (test) => {
      const piece = await run(test, "fetchText", url);
      const { answer } = await piece.pull();
      assert.match(answer.error.message, /^A url begins with http: or https:/);
      assert.deepEqual(test.network.urls, []);
    }));
}

Deno.test("two nodes with equal inputs have a state each", () =>
  withNetwork(async (test) => {
    const piece = await start(test, {
      body: (input) => ({
        a: H.fetchText({ url: input.key("url") }),
        b: H.fetchText({ url: input.key("url") }),
      }),
      argumentSchema: record({ url: STRING }),
      argument: { url: URL_A },
    });
    await piece.pull();
    const [first, second] = test.network.asked;
    first!.reply("1");
    second!.reply("2");
    await settleReplies(test.clock);
    await test.runtime.settled();
    const { a, b } = await piece.pull();
    assert.deepEqual([a.result, b.result].toSorted(), ["1", "2"]);
  }));

Deno.test("a computation over an answer runs for pending and for the reply, once each", () =>
  withNetwork(async (test) => {
    const seen: unknown[] = [];
    const shown = H.lift(
      (state: Any) => {
        seen.push({ ...state });
        return state.pending ? "..." : state.result;
      },
      record({ pending: { type: "boolean" }, result: STRING }, ["pending"]),
      STRING,
    );
    const piece = await start(test, {
      body: (input) => ({ shown: shown(H.fetchText({ url: input.key("url") })) }),
      argumentSchema: record({ url: STRING }),
      argument: { url: URL_A },
    });
    const values: unknown[] = [];
    const cancel = piece.key("shown").sink((value: unknown) => void values.push(value));
    await test.runtime.idle();
    test.network.last.reply("text");
    await settleReplies(test.clock);
    await test.runtime.settled();
    assert.deepEqual(values, ["...", "text"]);
    assert.deepEqual(seen, [{ pending: true }, { pending: false, result: "text" }]);
    cancel();
  }));
