/** `streamData`: values show one after another, the last one stays. */
import assert from "node:assert/strict";
import { FakeNetwork, settleReplies } from "./support/fake-network.ts";
import { NUMBER, record, start, STRING } from "./support/natural.ts";
import { type Any, H, makeTestRuntime, type TestRuntime } from "./support/test-runtime.ts";

/** A body whose chunks the test sends. */
class Body {
  #controller!: ReadableStreamDefaultController<Uint8Array>;
  readonly stream = new ReadableStream<Uint8Array>({
    start: (controller) => void (this.#controller = controller),
  });

  send(text: string): void {
    this.#controller.enqueue(new TextEncoder().encode(text));
  }

  end(): void {
    this.#controller.close();
  }

  fail(message: string): void {
    this.#controller.error(new Error(message));
  }
}

async function streaming(
  type: string,
  act: (body: Body, test: TestRuntime) => Promise<void>,
): Promise<Any[]> {
  const network = new FakeNetwork();
  const body = new Body();
  const test = await makeTestRuntime({}, {
    fetch: (url, init) => {
      const reply = network.fetch(url, init);
      return reply.then(() => new Response(body.stream, { headers: { "content-type": type } }));
    },
  });
  const piece = await start(test, {
    body: (input) => ({
      answer: H.streamData({ url: input.key("url"), schema: record({ n: NUMBER }) }),
    }),
    argumentSchema: record({ url: STRING }),
    argument: { url: "https://a.example/s" },
  });
  const seen: Any[] = [];
  const cancel = piece.key("answer").sink((value: Any) => void seen.push(value));
  await test.runtime.idle();
  network.last.reply("");
  await act(body, test);
  await settleReplies(test.clock);
  await test.runtime.settled();
  cancel();
  assert.deepEqual(test.errors, []);
  await test.runtime.dispose();
  return seen;
}

Deno.test("each line is a value, wherever the chunks end", async () => {
  const seen = await streaming("application/x-ndjson", async (body, { clock }) => {
    body.send('{"n":1}\n{"n"');
    await settleReplies(clock, 2);
    body.send(":2}\r\n\n");
    await settleReplies(clock, 2);
    body.send('{"n":3}');
    body.end();
  });
  assert.deepEqual(seen, [
    { pending: true },
    { pending: true, partial: { n: 1 } },
    { pending: true, partial: { n: 2 } },
    { pending: false, result: { n: 3 } },
  ]);
});

Deno.test("server-sent events give their data", async () => {
  const seen = await streaming("text/event-stream; charset=utf-8", async (body, { clock }) => {
    body.send('event: a\nid: 1\ndata: {"n":\ndata: 1}\n\n: note\n');
    await settleReplies(clock, 2);
    body.send('data:{"n":2}\n\n');
    body.end();
  });
  assert.deepEqual(seen, [
    { pending: true },
    { pending: true, partial: { n: 1 } },
    { pending: false, result: { n: 2 } },
  ]);
});

const ENDS: readonly [what: string, type: string, act: (body: Body) => void, error: RegExp][] = [
  ["a value that does not fit", "text/plain", (body) => body.send('{"n":"1"}\n'), /at "n"/],
  ["a line that is no JSON", "text/plain", (body) => body.send("n\n"), /is not JSON/],
  ["a connection that breaks", "text/plain", (body) => body.fail("reset"), /^reset$/],
  [
    "one document that is no JSON",
    "application/json",
    (body) => {
      body.send("{");
      body.end();
    },
    /is not JSON/,
  ],
];

for (const [what, type, act, error] of ENDS) {
  Deno.test(`${what} ends the stream with an error`, async () => {
    const seen = await streaming(type, (body) => Promise.resolve(act(body)));
    const last = seen.at(-1);
    assert.equal(last.pending, false);
    assert.match(last.error.message, error);
  });
}

Deno.test("a whole document is one value", async () => {
  const seen = await streaming("application/json", (body) => {
    body.send('{\n  "n": 5\n}\n');
    body.end();
    return Promise.resolve();
  });
  assert.deepEqual(seen.at(-1), { pending: false, result: { n: 5 } });
});
