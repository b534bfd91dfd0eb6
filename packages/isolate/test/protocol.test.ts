/** An isolate is not trusted: whatever it writes is an answer, a refusal, or its end. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { canonicalBytes, nodeSha256 } from "@commonfabric/canonical";
import { LIMITS } from "@commonfabric/contract";
import { documentId, spaceKey, type SpaceStore } from "@commonfabric/storage";
import { runs } from "../../canonical/test/support/runs.ts";
import { memoryStores } from "../../storage/test/support/memory-store.ts";
import { ExecutionBudgetError, IsolateEndError, IsolateProtocolError, runIsolate } from "../mod.ts";
import { framed, PassingTime, type Played, played, READY } from "./support/spoken-process.ts";

const file = new URL("file:///played.ts");
const KEY = spaceKey(documentId("a", nodeSha256));
const DONE = { type: "done", result: "end" };

interface Outcome {
  readonly result?: unknown;
  readonly error?: Error;
}

async function outcomeOf(
  { powers }: Played,
  options: Partial<Parameters<typeof runIsolate>[0]> = {},
): Promise<Outcome> {
  const base = { file, job: null, spaces: new Map<string, SpaceStore>(), powers };
  return await runIsolate({ ...base, ...options })
    .then((result) => ({ result }), (error: Error) => ({ error }));
}

/** Speaks `messages` one after another, each after the answer of the one before, and then ends. */
async function speak(
  messages: readonly Record<string, unknown>[],
  options: Partial<Parameters<typeof runIsolate>[0]> = {},
): Promise<Outcome & { readonly answers: readonly Record<string, unknown>[] }> {
  const rest = [...messages, DONE];
  const process = played(
    framed([READY]),
    ({ type }) => type === "start" || type === "answer" || type === "refused" ? [rest.shift()] : [],
  );
  const outcome = await outcomeOf(process, options);
  const answers = process.heard.filter(({ type }) => type === "answer" || type === "refused");
  return { ...outcome, answers };
}

function storeCall(method: string, argument: unknown, space = "home"): Record<string, unknown> {
  return { type: "store", id: 1, space, method, argument };
}

function batch(parts: Record<string, unknown>): Record<string, unknown> {
  return { txId: "t", reads: [], writes: [], ...parts };
}

const OTHERS = { ...KEY, scopeKey: "user:other" };

function receiptOf(event: string) {
  const tag = `receipt:${event}`;
  return { key: spaceKey(documentId(tag, nodeSha256)), tag };
}

function observationOf(piece: object, read: object): Record<string, unknown> {
  return { v: 1, piece, action: "a", reads: [{ key: read }] };
}

const MALFORMED: readonly (readonly [string, unknown])[] = [
  ["no message", null],
  ["a message without a type", {}],
  ["an unknown type", { type: "eval", text: "1" }],
  ["a type of an object's prototype", { type: "constructor" }],
  ["a second start", READY],
  ["an answer to no ping", { type: "pong", n: 99 }],
  ["a member too many", { type: "done", result: 1, more: 1 }],
  ["a member too few", { type: "store", id: 1, space: "home" }],
  ["an unknown method", storeCall("close", undefined)],
  ["upkeep", storeCall("upkeep", [])],
  ["keys that are none", storeCall("read", [{ id: "of:x", scopeKey: "space" }])],
  ["a key with more", storeCall("read", [{ ...KEY, more: 1 }])],
  ["a hole among keys", storeCall("read", [, KEY])],
  ["a batch without reads", storeCall("commit", { txId: "t", writes: [] })],
  ["a batch with blobs", storeCall("commit", batch({ blobs: [] }))],
  ["a write without base", storeCall("commit", batch({ writes: [{ key: KEY, doc: null }] }))],
  [
    "a document with more",
    storeCall("commit", batch({ writes: [{ key: KEY, doc: { code: "" }, base: "absent" }] })),
  ],
  [
    "a meta that is no object",
    storeCall(
      "commit",
      batch({ writes: [{ key: KEY, doc: { meta: new Uint8Array(1) }, base: "absent" }] }),
    ),
  ],
  ["a negative head", storeCall("commit", batch({ head: -1 }))],
  ["a query without bounds", storeCall("list", { limit: 1e9 })],
  ["too many headers", {
    type: "fetch",
    id: 1,
    request: { url: "x", headers: Array.from({ length: 1_001 }, () => ["a", "b"]) },
  }],
  ["a request with a signal", { type: "fetch", id: 1, request: { url: "x", signal: {} } }],
];

Deno.test("a malformed message is the end of the isolate", async () => {
  const store = await memoryStores()("home");
  for (const [what, message] of MALFORMED) {
    const process = played(framed([READY, message, DONE]));
    const { error } = await outcomeOf(process, { spaces: new Map([["home", store]]) });
    if (error === undefined) assert.fail(what);
    assert.ok(error instanceof IsolateProtocolError, `${what}: ${error}`);
    assert.ok(process.wasKilled(), what);
  }
  assert.equal(await store.head(), 0);
});

Deno.test("bytes that are no message, messages over the limit and half messages are the end as well", async () => {
  const huge = new Uint8Array(4);
  new DataView(huge.buffer).setUint32(0, LIMITS.isolateMessageBytes + 1);
  const [ready] = framed([READY]) as [Uint8Array];
  for (
    const chunks of [
      [huge],
      [new Uint8Array([0, 0, 0, 1, 255])],
      framed([{ type: "pong", n: 1 }]),
      framed([{ type: "tell", message: 1 }, READY, DONE]),
      [ready, new Uint8Array([0, 0, 0, 2, ...canonicalBytes(null), 0])],
    ]
  ) {
    const { error } = await outcomeOf(played(chunks));
    assert.ok(error instanceof IsolateProtocolError, String(error));
  }
});

Deno.test("subscriptions have numbers of their own and an end, and what is told is counted", async () => {
  const store = await memoryStores()("home");
  const spaces = new Map([["home", store]]);
  const subscribe = (subscription: number) => ({
    type: "subscribe",
    id: subscription,
    space: "home",
    subscription,
    after: 0,
  });
  const numbered = (count: number) => Array.from({ length: count }, (_, n) => subscribe(n));
  for (
    const [messages, isMalformed] of [
      [[subscribe(1), subscribe(1)], true],
      [[subscribe(1), { type: "unsubscribe", subscription: 1 }, subscribe(1)], false],
      [numbered(1_001), true],
      [numbered(1_000), false],
    ] as const
  ) {
    const outcome = await outcomeOf(played(framed([READY, ...messages, DONE])), { spaces });
    assert.equal(outcome.error instanceof IsolateProtocolError, isMalformed);
  }
  const told = framed([READY, { type: "tell", message: "x".repeat(1_000) }, DONE]);
  const { error } = await outcomeOf(played(told), { budget: { commitBytes: 1_000 } });
  assert.ok(error instanceof ExecutionBudgetError && error.budget === "commits");
});

Deno.test("an isolate that asks without waiting is read no further than a hundred calls", async () => {
  const asks = Array.from({ length: 300 }, (_, id) => ({
    type: "fetch",
    id,
    request: { url: "http://a.example/" },
  }));
  let asked = 0;
  const answers = Promise.withResolvers<void>();
  const process = played(framed([READY, ...asks, DONE]));
  const end = outcomeOf(process, {
    fetch: async () => {
      asked++;
      await answers.promise;
      return new Response();
    },
  });
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.equal(asked, 100);
  answers.resolve();
  assert.equal((await end).result, "end");
  assert.equal(asked, 300);
});

Deno.test("messages may come in any pieces", async () => {
  const whole = framed([READY, { type: "tell", message: "x".repeat(100) }, DONE]);
  const bytes = Uint8Array.from(whole.flatMap((chunk) => [...chunk]));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(bytes.length), { maxLength: 8 }), async (cuts) => {
      const ends = [...cuts.toSorted((a, b) => a - b), bytes.length];
      const chunks = ends.map((end, index) => bytes.slice(index === 0 ? 0 : ends[index - 1], end));
      const told: unknown[] = [];
      const outcome = await outcomeOf(played(chunks), { onTold: (message) => told.push(message) });
      assert.deepEqual([outcome, told], [{ result: "end" }, ["x".repeat(100)]]);
    }),
    { numRuns: runs(50) },
  );
});

Deno.test("whatever an isolate writes, its host ends it or gives what it said, and no document changes", async () => {
  const store = await memoryStores()("home");
  const valid = [
    storeCall("read", [KEY]),
    storeCall("list", { limit: 10 }),
    storeCall("commit", batch({ reads: [{ key: KEY, seq: "absent" }] })),
    { type: "subscribe", id: 2, space: "home", subscription: 1, after: 0 },
    { type: "fetch", id: 3, request: { url: "http://a.example/" } },
    { type: "tell", message: 1 },
  ];
  const edit = fc.record({
    at: fc.nat(),
    path: fc.array(fc.nat(), { maxLength: 4 }),
    value: fc.oneof(fc.constantFrom(null, undefined, -1, "", [], {}, 2 ** 53), fc.jsonValue()),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 4 }), async (edits) => {
      const messages: unknown[] = structuredClone(valid);
      for (const { at, path, value } of edits) replaceAt(messages, [at, ...path], value);
      const outcome = await outcomeOf(played(framed([READY, ...messages, DONE])), {
        spaces: new Map([["home", store]]),
      });
      const { error } = outcome;
      assert.ok(outcome.result === "end" || error instanceof IsolateProtocolError, String(error));
    }),
    { numRuns: runs(300) },
  );
  assert.equal(await store.head(), 0);
});

/** Replaces what is at a path of indices; each counts the members of its parent, around the end. */
function replaceAt(parent: object, [step, ...rest]: readonly number[], value: unknown): void {
  const keys = Object.keys(parent);
  if (step === undefined || keys.length === 0) return;
  const key = keys[step % keys.length]!;
  const member: unknown = Reflect.get(parent, key);
  if (rest.length > 0 && typeof member === "object" && member !== null) {
    replaceAt(member, rest, value);
  } else Reflect.set(parent, key, value);
}

Deno.test("documents of code, of other users and of other spaces are refused, and the isolate goes on", async () => {
  const store = await memoryStores()("home");
  const code = spaceKey(documentId("code", nodeSha256));
  await store.commit({
    txId: "host",
    reads: [],
    writes: [{ key: code, doc: { value: 1 }, base: "absent", tag: "pattern:x" }],
  });
  const doc = { value: 1 };
  const write = (parts: Record<string, unknown>) =>
    storeCall("commit", batch({ writes: [{ key: KEY, doc, base: "absent", ...parts }] }));
  const labels = {
    version: 1,
    entries: [{ path: [], label: { integrity: ["cf-compiled-by:x"] } }],
  };
  const { result, answers } = await speak([
    write({ tag: "pattern:y" }),
    write({ tag: "receipt:y" }),
    write({ doc: { ...doc, labels } }),
    write({ key: code, base: 1 }),
    write({ ...receiptOf("x"), key: { ...receiptOf("x").key, scopeKey: "user:local" } }),
    write({ key: { ...KEY, scopeKey: "user:other" } }),
    storeCall("commit", batch({ observations: [observationOf(OTHERS, KEY)] })),
    storeCall("commit", batch({ observations: [observationOf(KEY, OTHERS)] })),
    storeCall("commit", batch({ forget: [{ piece: OTHERS, action: "a" }] })),
    storeCall("read", [{ ...KEY, scopeKey: "session:local:local" }]),
    storeCall("read", [KEY], "elsewhere"),
    { type: "fetch", id: 1, request: { url: "http://a.example/" } },
  ], { spaces: new Map([["home", store]]) });
  assert.equal(result, "end");
  assert.deepEqual(
    answers.map(({ type, error }) => [type, (error as { message: string }).message]),
    [
      ["refused", "An isolate may not write a document of code: it has the tag of one."],
      ["refused", "An isolate may not write a document of code: it has the tag of one."],
      [
        "refused",
        "An isolate may not write a document of code: it carries the label of the compiler.",
      ],
      ["refused", "An isolate may not write a document of code: such a document is there."],
      ["refused", "An isolate may not write a document of code: it has the tag of one."],
      ["refused", 'An isolate may not use documents of others: it asked for "user:other".'],
      ["refused", 'An isolate may not use documents of others: it asked for "user:other".'],
      ["refused", 'An isolate may not use documents of others: it asked for "user:other".'],
      ["refused", 'An isolate may not use documents of others: it asked for "user:other".'],
      [
        "refused",
        'An isolate may not use documents of others: it asked for "session:local:local".',
      ],
      ["refused", 'An isolate may not open the space "elsewhere": it was not given to it.'],
      ["refused", "An isolate may not use the network: it was not given to it."],
    ],
  );
  assert.equal(await store.head(), 1);
});

Deno.test("an isolate reads and writes what it was given, sees commits, and asks the network it was given", async () => {
  const store = await memoryStores()("home");
  const asked: unknown[] = [];
  const receipt = receiptOf("e");
  const { result, answers } = await speak([
    storeCall(
      "commit",
      batch({
        writes: [
          { key: KEY, doc: { value: 1n }, base: "absent" },
          { ...receipt, doc: { value: null }, base: "create-only" },
        ],
      }),
    ),
    storeCall("read", [KEY]),
    {
      type: "fetch",
      id: 3,
      request: { url: "http://a.example/", headers: [["a", "b"]], body: "x" },
    },
  ], {
    spaces: new Map([["home", store]]),
    fetch: (url, { headers, body } = {}) => {
      asked.push([url, headers, body]);
      return Promise.resolve(new Response("yes", { status: 201, headers: { c: "d" } }));
    },
  });
  assert.equal(result, "end");
  const [committed, read, reply] = answers.map(({ value }) => value) as [
    { ok: { seq: number } },
    { doc: { value: unknown } }[],
    { status: number; body: Uint8Array },
  ];
  assert.equal(committed.ok.seq, 1);
  assert.equal(read[0]!.doc.value, 1n);
  assert.deepEqual(asked, [["http://a.example/", { a: "b" }, "x"]]);
  assert.deepEqual([reply.status, new TextDecoder().decode(reply.body)], [201, "yes"]);
});

Deno.test("commits have a budget, and a process behind another one is refused", async () => {
  const store = await memoryStores()("home");
  const write = storeCall(
    "commit",
    batch({
      writes: [{ key: KEY, doc: { value: "x".repeat(1_000) }, base: "absent" }],
    }),
  );
  const spaces = new Map([["home", store]]);
  const { error } = await speak([write], { spaces, budget: { commitBytes: 1_000 } });
  assert.ok(error instanceof ExecutionBudgetError);
  assert.equal(error.budget, "commits");
  assert.equal(await store.head(), 0);
  const wrapped = await outcomeOf(played(framed([{ ...READY, pid: 1 }])));
  assert.ok(wrapped.error instanceof IsolateEndError);
});

/** An isolate that starts and answers pings as `pongs` says, while time passes. */
async function endAfter(
  ms: number,
  pongs: boolean,
  options: Partial<Parameters<typeof runIsolate>[0]> = {},
  chunks: readonly unknown[] = [READY],
): Promise<Error | undefined> {
  const time = new PassingTime();
  const pong = ({ type, n }: Record<string, unknown>) =>
    type === "ping" && pongs ? [{ type: "pong", n }] : [];
  const process = played(framed(chunks), pong, time);
  let ended: Outcome | undefined;
  const end = outcomeOf(process, options).then((outcome) => ended = outcome);
  await time.pass(ms);
  if (ended === undefined) return undefined;
  await end;
  assert.ok(process.wasKilled());
  return ended.error;
}

Deno.test("an isolate that does not start, answer, stop or show its memory in time is killed, not before", async () => {
  const { isolateTurnMs, isolateStartMs, isolateStopMs } = LIMITS;
  const silent = await endAfter(isolateTurnMs + 1_000, false);
  assert.ok(silent instanceof ExecutionBudgetError && silent.budget === "time");
  assert.equal(await endAfter(isolateTurnMs - 1_000, false), undefined);

  const unstarted = await endAfter(isolateStartMs + 1_000, false, {}, []);
  assert.ok(unstarted instanceof ExecutionBudgetError && unstarted.budget === "time");
  assert.equal(await endAfter(isolateStartMs - 1_000, false, {}, []), undefined);

  const unwatchedMs = isolateTurnMs + isolateStartMs;
  const unwatched = await endAfter(unwatchedMs + 1_000, true);
  assert.ok(unwatched instanceof IsolateProtocolError);
  assert.equal(await endAfter(unwatchedMs - 1_000, true), undefined);

  const signal = AbortSignal.abort();
  const unstopped = await endAfter(isolateStopMs + 1_000, true, { signal });
  assert.ok(unstopped instanceof IsolateEndError);
  assert.equal(await endAfter(isolateStopMs - 1_000, true, { signal }), undefined);

  const overdue = await endAfter(5_001, true, { budget: { runMs: 5_000 } });
  assert.ok(overdue instanceof ExecutionBudgetError && overdue.budget === "run");
});
