/** Replies that are given in advance: which request gets which, and what a list may not say. */
import assert from "node:assert/strict";
import { fetchFromMocks, type FetchMock, parseFetchMocks } from "@commonfabric/runner";
import { FakeClock } from "./support/test-runtime.ts";

function mocked(mocks: readonly FetchMock[], clock = new FakeClock()) {
  return fetchFromMocks(parseFetchMocks(mocks), {
    setTimer: (ms, fn) => clock.setTimer(ms, fn),
  });
}

const MATCHES: readonly [mock: FetchMock, url: string, method: string, fits: boolean][] = [
  [{ url: "https://a.example/x" }, "https://a.example/x", "GET", true],
  [{ url: "https://a.example/x" }, "https://a.example/xy", "GET", false],
  [{ url: "https://a.example/*" }, "https://a.example/x/y?z", "GET", true],
  [{ url: "https://*/x" }, "https://a.example/x", "GET", true],
  [{ url: "*/a/*/b" }, "https://h/a/1/b", "GET", true],
  [{ url: "*/a/*/b" }, "https://h/a/b", "GET", false],
  [{ url: "ab*ba" }, "aba", "GET", false],
  [{ url: "*" }, "anything", "DELETE", true],
  [{ urlIncludes: "?q=" }, "https://a.example/?q=1", "GET", true],
  [{ urlIncludes: "?q=" }, "https://a.example/", "GET", false],
  [{ url: "*", method: "post" }, "https://a.example/", "POST", true],
  [{ url: "*", method: "POST" }, "https://a.example/", "GET", false],
  [{ url: "https://a*", urlIncludes: "x" }, "https://a/y", "GET", false],
];

for (const [mock, url, method, fits] of MATCHES) {
  Deno.test(`${JSON.stringify(mock)} and ${method} ${url}: ${fits ? "a reply" : "no reply"}`, async () => {
    const reply = mocked([mock])(url, { method });
    if (fits) assert.equal((await reply).status, 200);
    else await assert.rejects(reply, { message: `No fetch mock matches ${method} ${url}` });
  });
}

Deno.test("the first entry that matches wins, and says status, headers, type and body", async () => {
  const fetch = mocked([
    { url: "b", base64Body: "AAH/", body: "no", contentType: "image/png" },
    { url: "t", body: "text", contentType: "text/plain", status: 404, headers: { "x-a": "1" } },
    { url: "*", json: { a: [1] } },
    { url: "t", body: "never" },
  ]);
  const bytes = await fetch("b");
  assert.deepEqual([...new Uint8Array(await bytes.arrayBuffer())], [0, 1, 255]);
  assert.equal(bytes.headers.get("content-type"), "image/png");
  const text = await fetch("t");
  assert.deepEqual([text.status, await text.text(), text.headers.get("x-a")], [404, "text", "1"]);
  const json = await fetch("other");
  assert.deepEqual(await json.json(), { a: [1] });
  assert.equal(json.headers.get("content-type"), "application/json");
});

Deno.test("a reply without a body has none, and one without content an empty one", async () => {
  const fetch = mocked([{ url: "none", status: 204, json: 1 }, { url: "*" }]);
  assert.equal(await (await fetch("none")).text(), "");
  assert.equal(await (await fetch("x")).text(), "");
});

Deno.test("a delayed reply waits for its time, and not at all once it is aborted", async () => {
  const clock = new FakeClock();
  const fetch = mocked([{ url: "*", delayMs: 300, body: "late" }], clock);
  const log: string[] = [];
  const late = fetch("x").then(async (reply) => log.push(await reply.text()));
  clock.advance(299);
  await new Promise((done) => setTimeout(done));
  assert.deepEqual(log, []);
  clock.advance(1);
  await late;
  assert.deepEqual(log, ["late"]);
  const controller = new AbortController();
  const aborted = fetch("y", { signal: controller.signal });
  controller.abort();
  await assert.rejects(aborted, { name: "AbortError" });
});

const REFUSED: readonly [value: unknown, message: RegExp][] = [
  [{}, /^fetchMocks is not a list/],
  [[1], /^fetchMocks\[0\] is not a record/],
  [[{ url: "*" }, { json: 1 }], /^fetchMocks\[1\] says neither url nor urlIncludes/],
  [[{ url: "*", bod: "" }], /^fetchMocks\[0\] has the unknown member "bod"/],
  [[{ url: 1 }], /^fetchMocks\[0\]\.url has/],
  [[{ url: "*", status: 99 }], /\.status has/],
  [[{ url: "*", base64Body: "%" }], /\.base64Body has/],
  [[{ url: "*", headers: { a: 1 } }], /\.headers has/],
  [[{ url: "*", delayMs: -1 }], /\.delayMs has/],
];

for (const [value, message] of REFUSED) {
  Deno.test(`mocks that are refused: ${JSON.stringify(value)}`, () => {
    assert.throws(() => parseFetchMocks(value), { name: "FetchMockError", message });
  });
}
