/** The gates of a compartment, one condition at a time: clock, entropy, network, console. */
import assert from "node:assert/strict";
import { LIMITS } from "@commonfabric/contract";
import { type Frame, makeFrame, runInFrame } from "../frame-powers.ts";
import { makeSandboxGlobals, prepareCompartment } from "../sandbox/compartment.ts";
import { evaluateInCompartment } from "../sandbox/evaluate-in-compartment.ts";
import type { FetchPower, OutgoingRequest } from "../sandbox/fetch-power.ts";

const lines: [string, string][] = [];
const globals = makeSandboxGlobals({ console: (level, text) => lines.push([level, text]) });
const compartment = prepareCompartment(globals, { name: "gates" });
const guest = (text: string): unknown => evaluateInCompartment(compartment, text);

const asked: OutgoingRequest[] = [];
const REPLY = {
  url: "https://a.example/x",
  redirected: true,
  status: 201,
  statusText: "Made",
  headers: [["X-B", "2"], ["content-length", "9"], ["x-a", "1"]],
  body: new TextEncoder().encode('{"a":1}'),
} as const;
const power: FetchPower = async (ask, answer) => {
  await undefined;
  asked.push(ask());
  return answer({ ...REPLY, headers: [...REPLY.headers] });
};
const HANDLER = {
  kind: "handler",
  eventTimeMs: 1_700_000_000_999,
  random: () => 0.5,
  fetch: power,
} as const;

/** `text` as the body of a function that is called in a frame of these fields. */
function inFrame(fields: Omit<Frame, "open">, text: string, isOpen = true): unknown {
  const call = guest(`() => { ${text} }`) as () => unknown;
  const frame = makeFrame(fields);
  return runInFrame(frame, () => {
    frame.open = isOpen;
    return call();
  });
}
const asHandler = (text: string): unknown => inFrame(HANDLER, `return ${text}`);

const GATED = [
  "Date.now()",
  "new Date()",
  "Date()",
  "Math.random()",
  'fetch("https://a.example/")',
  "new Headers()",
  'new Request("https://a.example/")',
  "new Response()",
];

Deno.test("every gate is closed outside of frames, in frames of no handler, and when the action ended", () => {
  for (const text of GATED) {
    assert.throws(() => guest(text), {
      name: "CapabilityError",
      message: /from outside a handler/,
    });
    for (const kind of ["module-evaluation", "pattern", "computation"] as const) {
      const message = new RegExp(
        `not available in a ${kind === "module-evaluation" ? "module" : kind};`,
      );
      assert.throws(() => inFrame({ ...HANDLER, kind }, text), {
        name: "CapabilityError",
        message,
      });
    }
    assert.throws(() => inFrame(HANDLER, text, false), {
      name: "CapabilityError",
      message: /in a handler that has ended;/,
    });
  }
});

Deno.test("a handler without a clock, entropy or network has none of them", () => {
  for (const text of GATED) {
    assert.throws(() => inFrame({ kind: "handler" }, text), { name: "CapabilityError" });
  }
  assert.throws(() => inFrame({ kind: "handler" }, "fetch('x')"), /cf run --allow-net/);
});

Deno.test("classes of the gates are constructed, not called", () => {
  for (const name of ["Headers", "Request", "Response", "URL", "URLSearchParams"]) {
    assert.throws(() => asHandler(`${name}("https://a.example/")`), {
      name: "TypeError",
      message: `Class constructor ${name} cannot be invoked without 'new'`,
    });
  }
});

Deno.test("a handler's request goes out as it was checked, and its reply comes whole", async () => {
  asked.length = 0;
  const reply = await asHandler(
    `fetch("https://a.example/x#part", { method: "post", body: "text", headers: [["B", "1"], ["b", " 2 "]] })
      .then(async (reply) => [reply.url, reply.redirected, reply.status, reply.statusText, reply.ok,
        reply.bodyUsed, [...reply.headers].join(";"), await reply.json(), reply.bodyUsed])`,
  );
  assert.deepEqual(reply, [
    ...["https://a.example/x", true, 201, "Made", true, false],
    ...["x-a,1;x-b,2", { a: 1 }, true],
  ]);
  assert.deepEqual(asked, [{
    url: "https://a.example/x",
    method: "POST",
    headers: [["b", "1, 2"], ["content-type", "text/plain;charset=UTF-8"]],
    redirect: "follow",
    body: new TextEncoder().encode("text"),
  }]);
});

Deno.test("what is wrong with a request rejects and nothing goes out", async () => {
  const wrong: readonly [string, RegExp][] = [
    ['"nowhere"', /is not a whole url/],
    ['"file:///etc"', /begins with http or https/],
    ['"https://user@a.example/"', /has no credentials/],
    ['"https://:word@a.example/"', /has no credentials/],
    ['"https://a.example/", { method: "CONNECT" }', /not one that can be sent/],
    ['"https://a.example/", { method: "trace" }', /not one that can be sent/],
    ['"https://a.example/", { method: "TRACK" }', /not one that can be sent/],
    ['"https://a.example/", { method: "GET /x" }', /not one that can be sent/],
    ['"https://a.example/", { method: " GET" }', /not one that can be sent/],
    ['"https://a.example/", { body: "x" }', /A GET request has no body/],
    ['"https://a.example/", { method: "HEAD", body: "x" }', /A HEAD request has no body/],
    ['"https://a.example/", { method: "POST", body: {} }', /A body is a text, bytes/],
    ['"https://a.example/", { redirect: "never" }', /redirect is "error"/],
    ['"https://a.example/", 1', /are a record/],
    ['"https://a.example/", { headers: 1 }', /made from a record or from pairs/],
    ['"https://a.example/", { headers: [["a"]] }', /a pair of name and value/],
    ['"https://a.example/", { headers: [["a", "b", "c"]] }', /a pair of name and value/],
    ['"https://a.example/", { headers: { "a b": "x" } }', /a character that none has/],
    ['"https://a.example/", { headers: { "": "x" } }', /a character that none has/],
    ['"https://a.example/", { headers: { a: "x\\r\\ny" } }', /has a line break/],
    ['"https://a.example/", { headers: { a: "x\\ny" } }', /has a line break/],
    ['"https://a.example/", { headers: { a: "x\\ry" } }', /has a line break/],
    ['"https://a.example/", { headers: { a: "x\\u0000y" } }', /has a line break/],
    ['Object.create(new Request("https://a.example/"))', /./],
  ];
  asked.length = 0;
  for (const [text, message] of wrong) {
    await assert.rejects(asHandler(`fetch(${text})`) as Promise<unknown>, message, text);
  }
  assert.equal(asked.length, 0);
});

Deno.test("headers have names without case, in order, and those of a reply cannot be changed", async () => {
  const text = `(() => {
    const h = new Headers({ B: 1, a: "x" });
    h.append("b", 2); h.set("C", "c"); h.set("C", "d"); h.append("z", 1); h.delete("Z");
    const seen = []; h.forEach((value, key, parent) => seen.push(key, value, parent === h));
    return [[...h], [...h.keys()], [...h.values()], [...h.entries()].length, h.get("B"), h.get("q"),
      h.has("c"), h.has("q"), seen, [...new Headers(null)], [...new Headers(h)].length];
  })()`;
  assert.deepEqual(asHandler(text), [
    [["a", "x"], ["b", "1, 2"], ["c", "d"]],
    ["a", "b", "c"],
    ["x", "1, 2", "d"],
    ...[3, "1, 2", null, true, false],
    ["a", "x", true, "b", "1, 2", true, "c", "d", true],
    [],
    3,
  ]);
  for (const change of ['set("a", 1)', 'append("a", 1)', 'delete("a")']) {
    const changed = asHandler(`fetch("https://a.example/").then((r) => r.headers.${change})`);
    await assert.rejects(changed as Promise<unknown>, /headers of a reply cannot be changed/);
  }
});

Deno.test("requests, replies and headers are frozen, and so is what they give", async () => {
  const frozen = asHandler(`(async () => {
    const blob = await new Response("x").blob();
    return [new Headers(), new Request("https://a.example/"), new Response(), blob, blob.text,
      blob.arrayBuffer].map(Object.isFrozen);
  })()`);
  assert.deepEqual(await frozen, Array(6).fill(true));
});

Deno.test("a body is read once, whatever it was given as", async () => {
  const read = (body: string, how: string) =>
    asHandler(`new Response(${body}).${how}`) as Promise<unknown>;
  assert.equal(await read('"a\\ud800"', "text()"), "a\ufffd");
  assert.equal(await read("null", "text()"), "");
  assert.equal(await read("undefined", "text()"), "");
  assert.equal(await read('new URLSearchParams("a=1")', "text()"), "a=1");
  assert.deepEqual([...await read("new Uint8Array([1, 2]).subarray(1)", "bytes()") as Uint8Array], [
    2,
  ]);
  assert.equal(
    (await read("new Uint8Array([1, 2]).buffer", "arrayBuffer()") as ArrayBuffer).byteLength,
    2,
  );
  assert.equal((await read('"x"', "blob()") as Blob).type, "text/plain;charset=utf-8");
  for (const how of ["text", "json", "bytes", "arrayBuffer", "blob", "clone"]) {
    const twice = asHandler(`(async () => {
      const r = new Response("1"); await r.text(); return await r.${how}();
    })()`);
    await assert.rejects(twice as Promise<unknown>, /has been read already/);
  }
});

Deno.test("a request made from a request takes what is not given, and its clone is another reader", () => {
  const text = `(() => {
    const base = new Request("https://a.example/", { method: "PUT", body: "x", headers: { a: "1" }, redirect: "manual" });
    const same = new Request(base), other = new Request(base, { method: "POST", body: "y", headers: {}, redirect: "error" });
    const clone = base.clone(), bare = new Request("https://a.example/").clone();
    return [same, other, clone, bare].map((r) => [r.url, r.method, r.redirect, [...r.headers].join(";")]);
  })()`;
  const type = "content-type,text/plain;charset=UTF-8";
  assert.deepEqual(asHandler(text), [
    ["https://a.example/", "PUT", "manual", `a,1;${type}`],
    ["https://a.example/", "POST", "error", type],
    ["https://a.example/", "PUT", "manual", `a,1;${type}`],
    ["https://a.example/", "GET", "follow", ""],
  ]);
});

Deno.test("a response has a whole status from 200 to 599 and keeps a type that is given", () => {
  for (const status of ["199", "600", "200.5", "NaN", '"x"']) {
    assert.throws(() => asHandler(`new Response("", { status: ${status} })`), RangeError, status);
  }
  assert.deepEqual(
    asHandler(
      `[200, 299, 300, 599].map((status) => new Response("", { status, statusText: 1 }).ok)`,
    ),
    [true, true, false, false],
  );
  assert.equal(
    asHandler(
      `new Response("x", { headers: { "Content-Type": "a/b" } }).headers.get("content-type")`,
    ),
    "a/b",
  );
});

Deno.test("a date is made from a value as the language says", () => {
  const rows: readonly [string, number][] = [
    ["{ [Symbol.toPrimitive]: () => 5 }", 5],
    ["{ [Symbol.toPrimitive]: (hint) => hint === 'default' ? 6 : 0 }", 6],
    ["{ [Symbol.toPrimitive]: null, valueOf: () => 7 }", 7],
    ["{ [Symbol.toPrimitive]: undefined, valueOf: () => 7 }", 7],
    ["{ valueOf: () => 8, toString: () => 9 }", 8],
    ["{ valueOf: () => ({}), toString: () => '1970-01-01T00:00:00.009Z' }", 9],
    ["{ valueOf: 1, toString: () => 10 }", 10],
    ["Object.assign(() => {}, { valueOf: () => 11 })", 11],
    ["null", 0],
    ["true", 1],
    ["'1970-01-01T00:00:00.012'", 12],
  ];
  for (const [value, ms] of rows) {
    assert.equal(guest(`new Date(${value}).getTime()`), ms, value);
  }
  for (
    const value of [
      "{ [Symbol.toPrimitive]: () => ({}) }",
      "{ [Symbol.toPrimitive]: () => () => {} }",
      "{ valueOf: () => ({}), toString: () => ({}) }",
      "Object.create(null)",
    ]
  ) assert.throws(() => guest(`new Date(${value})`), TypeError, value);
  assert.equal(guest("new Date(0).setYear(99) < 0"), false);
  assert.equal(guest("const d = new Date(0); d.setYear(99); d.getUTCFullYear()"), 1999);
  assert.equal(guest("const d = new Date(0); d.setYear(0); d.getUTCFullYear()"), 1900);
  assert.equal(guest("const d = new Date(0); d.setYear(100); d.getUTCFullYear()"), 100);
  assert.equal(guest("const d = new Date(0); d.setYear(-1); d.getUTCFullYear()"), -1);
});

Deno.test("an assertion prints only when it fails, and without its condition", () => {
  lines.length = 0;
  guest(
    "console.assert(true, 'a'); console.assert(0, 'b', 1); console.assert(); console.log(1, 2)",
  );
  assert.deepEqual(lines, [["assert", "b 1"], ["assert", ""], ["log", "1 2"]]);
});

Deno.test("an action has its calls of the console, one notice, and no more; another one has its own", () => {
  const most = LIMITS.consoleCallsPerAction;
  const calls = (count: number) => {
    lines.length = 0;
    inFrame({ kind: "handler" }, `for (let i = 0; i < ${count}; i++) console.info(i);`);
    return lines.map(([level]) => level);
  };
  assert.deepEqual(calls(most), Array(most).fill("info"));
  assert.deepEqual(calls(most + 1), [...Array(most).fill("info"), "warn"]);
  assert.deepEqual(calls(most + 9), [...Array(most).fill("info"), "warn"]);
  lines.length = 0;
  guest(`for (let i = 0; i < ${most + 9}; i++) console.info(i);`);
  assert.equal(lines.length, most + 9);
});
