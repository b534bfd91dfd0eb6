/** The network in handlers: granted by the host, as a whole, on the grid, and nowhere else. */
import assert from "node:assert/strict";
import { memoryStores } from "../../storage/test/support/memory-store.ts";
import { type Fetch, Runtime, type RuntimePorts } from "../mod.ts";
import { type Any, FakeClock } from "./support/test-runtime.ts";

const SPACE = "home";

const PROGRAM = `import { computed, handler, pattern, Writable } from "commonfabric";
type State = { out: Writable<string> };
const note = async (out: Writable<string>, work: () => unknown) => {
  try {
    out.set(JSON.stringify(await work()));
  } catch (error) {
    out.set(String(error));
  }
};
const get = handler<{ url: string }, State>(async ({ url }, { out }) => {
  const reply = await fetch(url);
  const { status, statusText, ok, redirected, bodyUsed } = reply;
  const copy = reply.clone();
  const seen = { url: reply.url, status, statusText, ok, redirected, bodyUsed };
  const body = await reply.json();
  out.set(JSON.stringify({ ...seen, body, used: reply.bodyUsed, again: await copy.text(),
    headers: [...reply.headers] }));
});
const post = handler<void, State>(async (_event, { out }) => {
  const headers = new Headers({ "X-One": "1" });
  headers.append("x-one", "2");
  const request = new Request("https://a.example/p#fragment", { method: "put", headers, body: "text" });
  const reply = await fetch(request);
  const bytes = await fetch("https://a.example/b", { method: "POST", body: new Uint8Array([1, 2]) });
  const blob = await bytes.blob();
  out.set((await reply.text()) + " " + blob.size + " " + blob.type);
});
const attempts: readonly (() => unknown)[] = [];
const refused = handler<{ n: number }, State>(async ({ n }, { out }) => {
  await note(out, async () => {
    switch (n) {
      case 0: return (await fetch("file:///etc/passwd")).status;
      case 1: return (await fetch("/relative")).status;
      case 2: return (await fetch("https://u:p@a.example/")).status;
      case 3: return (await fetch("https://a.example/", { body: "x" })).status;
      case 4: return (await fetch("https://a.example/", { headers: { "bad name": "x" } })).status;
      case 5: return (await fetch("https://a.example/", { headers: { a: "x\\ny" } })).status;
      case 6: return (await fetch(Object.create(Request.prototype, {
        url: { value: "file:///etc/passwd" }, method: { value: "POST" }, redirect: { value: "follow" },
      }), { body: "x" })).status;
      case 7: { const r = new Response("x"); await r.text(); return await r.text(); }
      case 8: { const r = await fetch("https://a.example/j"); r.headers.set("a", "b"); return 1; }
      case 9: { const r: any = await fetch("https://a.example/j"); r.extra = 1; return r.extra; }
      default: return (await fetch("https://down.example/")).status;
    }
  });
});
const failing = handler<void, State>(async (_event, { out }) => {
  out.set("written");
  await fetch("https://down.example/");
});
const forgetful = handler<void, State>((_event, { out }) => {
  fetch("https://down.example/");
  out.set("went on");
});
const twice = handler<void, State>(async (_event, { out }) => {
  const a = await (await fetch("https://a.example/1")).text();
  const b = await (await fetch("https://a.example/2")).text();
  out.set(a + b);
});
const construct = handler<void, State>((_event, { out }) => {
  out.set(String(new Headers({ a: "b" }).get("A")));
});
export default pattern(() => {
  const out = new Writable("");
  return {
    out,
    computed: computed(() => { fetch("https://a.example/"); return 1; }),
    get: get({ out }), post: post({ out }), refused: refused({ out }), failing: failing({ out }),
    forgetful: forgetful({ out }), twice: twice({ out }), construct: construct({ out }),
  };
});
`;

interface Sent {
  readonly url: string;
  readonly method: string | undefined;
  readonly headers: unknown;
  readonly body: unknown;
}

interface Test {
  readonly runtime: Any;
  readonly piece: Any;
  readonly errors: string[];
  readonly sent: Sent[];
  readonly out: () => Promise<string>;
  readonly send: (name: string, event?: unknown) => Promise<Any>;
}

const reply: Fetch = (url, init = {}) => {
  const { method, headers, body } = init;
  sentNow.push({ url, method, headers, body });
  if (url.startsWith("https://down.")) return Promise.reject(new Error("nobody answers"));
  const init2 = {
    status: 201,
    statusText: "Made",
    headers: { "content-type": "application/json", "content-encoding": "gzip", "x-b": "2" },
  };
  return Promise.resolve(new Response(JSON.stringify({ url }), init2));
};
let sentNow: Sent[] = [];

async function withHost(
  ports: Partial<RuntimePorts>,
  body: (test: Test) => Promise<void>,
): Promise<void> {
  sentNow = [];
  const runtime: Any = new Runtime({
    stores: memoryStores(),
    attestation: "none",
    // Nothing here depends on how long a second is.
    ports: { setTimer: (_ms, fn) => (queueMicrotask(fn), () => {}), ...ports },
  });
  const errors: string[] = [];
  runtime.onError(({ message }: Any) => errors.push(message));
  try {
    await runtime.openSpace(SPACE);
    const pattern = await runtime.patterns.compilePattern(PROGRAM);
    const piece = runtime.getCell(SPACE, "piece", { schema: pattern.resultSchema });
    await runtime.editWithRetry((tx: Any) => runtime.run(tx, pattern, {}, piece));
    const send = (name: string, event?: unknown) => runtime.sendEvent(piece.key(name), event);
    const out = async () => (await piece.key("out").asSchema(true).pull()) as string;
    await body({ runtime, piece, errors, sent: sentNow, send, out });
  } finally {
    await runtime.dispose();
  }
}

/** The silence timer never fires; the grid is over at once. */
const LATER: Partial<RuntimePorts> = {
  fetch: reply,
  setTimer: (ms, fn) => {
    if (ms <= 5_000) queueMicrotask(fn);
    return () => {};
  },
};

Deno.test("a handler fetches where the host grants it, and gets a whole reply of ours", async () => {
  await withHost(LATER, async ({ send, out, errors }) => {
    const outcome = await send("get", { url: "https://a.example/j" });
    assert.equal(outcome.status, "committed", String(outcome.error));
    assert.deepEqual(JSON.parse(await out()), {
      url: "https://a.example/j",
      status: 201,
      statusText: "Made",
      ok: true,
      redirected: false,
      bodyUsed: false,
      body: { url: "https://a.example/j" },
      used: true,
      again: '{"url":"https://a.example/j"}',
      headers: [["content-type", "application/json"], ["x-b", "2"]],
    });
    assert.deepEqual(errors, []);
  });
});

Deno.test("requests carry method, headers and bodies", async () => {
  await withHost(LATER, async ({ send, out, sent }) => {
    const outcome = await send("post");
    assert.equal(outcome.status, "committed", String(outcome.error));
    assert.equal(await out(), '{"url":"https://a.example/p"} 29 application/json');
    const [put, posted] = sent;
    assert.deepEqual({ ...put, body: new TextDecoder().decode(put!.body as Uint8Array) }, {
      url: "https://a.example/p",
      method: "PUT",
      headers: { "x-one": "1, 2", "content-type": "text/plain;charset=UTF-8" },
      body: "text",
    });
    assert.deepEqual(posted!.body, new Uint8Array([1, 2]));
  });
});

Deno.test("what is no request is refused before anything is sent, and replies cannot be changed", async () => {
  const expected = [
    /begins with http or https/,
    /not a whole url/,
    /no credentials/,
    /A GET request has no body/,
    /name of a header/,
    /line break/,
    /not a whole url/,
    /has been read already/,
    /cannot be changed/,
    /TypeError/,
    /^TypeError: nobody answers$/,
  ];
  await withHost(LATER, async ({ send, out, sent }) => {
    for (const [n, message] of expected.entries()) {
      assert.equal((await send("refused", { n })).status, "committed");
      assert.match(await out(), message, `case ${n}`);
      if (n < 8) assert.equal(sent.length, 0, `case ${n}`);
    }
  });
});

Deno.test("a failed request drops the event unless it is caught, and is never unhandled", async () => {
  await withHost(LATER, async ({ send, out, errors }) => {
    const outcome = await send("failing");
    assert.equal(outcome.status, "failed");
    assert.equal(await out(), "");
    assert.deepEqual(errors, ["nobody answers"]);
    assert.equal((await send("forgetful")).status, "committed");
    assert.equal(await out(), "went on");
  });
});

Deno.test("replies settle on the grid that counts from the event, failures too", async () => {
  for (
    const [name, latencies, expectedMs] of [
      ["get", [0], 1_000],
      ["get", [1], 2_000],
      ["get", [1_000], 2_000],
      ["get", [1_001], 3_000],
      ["failing", [1_001], 3_000],
      ["failing", [1_700], 3_000],
      ["twice", [300, 300], 4_000],
    ] as const
  ) {
    const clock = new FakeClock();
    clock.now = 1_700_000_000_000;
    const begin = clock.now;
    let at = 0;
    const fetch: Fetch = async (url) => {
      const ms = latencies[at++]!;
      if (ms > 0) await new Promise<void>((resolve) => void clock.setTimer(ms, resolve));
      return name === "failing" ? Promise.reject(new Error("no")) : reply(url);
    };
    const ports = { fetch, nowMs: () => clock.now, setTimer: clock.setTimer.bind(clock) };
    await withHost(ports, async ({ send }) => {
      let isOver = false;
      const sent = send(name, { url: "https://a.example/j" }).then(() => isOver = true);
      // Everything that can happen at one time happens before the clock moves on.
      const rest = async () => {
        for (let turn = 0; turn < 10; turn++) await new Promise((go) => setTimeout(go, 0));
      };
      for (await rest(); !isOver && clock.now < begin + 20_000; await rest()) clock.advance(100);
      await sent;
      const took = clock.now - begin;
      assert(took === expectedMs, `${name} ${latencies}: ${took}`);
    });
  }
});

Deno.test("a host without network refuses in handlers, and says what to do", async () => {
  await withHost({}, async ({ send, errors }) => {
    assert.equal((await send("get", { url: "https://a.example/" })).status, "failed");
    assert.equal((await send("construct")).status, "failed");
    assert.deepEqual(errors, [
      "fetch() is not available in a handler; run it in a host that grants the network, for " +
      "example cf run --allow-net HOST",
      "new Headers() is not available in a handler; run it in a host that grants the network, " +
      "for example cf run --allow-net HOST",
    ]);
  });
});

Deno.test("a computation has no network, whatever the host grants", async () => {
  await withHost(LATER, async ({ piece, errors, sent, send }) => {
    assert.equal(await piece.key("computed").pull(), undefined);
    assert.deepEqual(errors, [
      "fetch() is not available in a computation; fetch in a handler, or use a fetch built-in " +
      "such as fetchJson in a pattern",
    ]);
    assert.equal(sent.length, 0);
    assert.equal((await send("construct")).status, "committed");
  });
});
