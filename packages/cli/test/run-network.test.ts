/** `cf run` and the network: nothing, replies given in advance, allowed hosts. */
import assert from "node:assert/strict";
import type { Fetch } from "@commonfabric/runner";
import { allowedFetch } from "../run/network.ts";
import { cf, withDirectory } from "./support/fake-command.ts";

const PROGRAM = {
  "main.tsx": `import { fetchText, pattern } from "commonfabric";
export default pattern<{ url: string }>(({ url }) => ({ answer: fetchText({ url }) }));
`,
  "mocks.json": '[{"url":"https://a.example/*","body":"mocked"}]',
};

async function answer(
  cwd: string,
  url: string,
  args: readonly string[],
  fetch?: Fetch,
): Promise<Record<string, unknown>> {
  const argument = JSON.stringify({ url });
  const { json, err, code } = await cf(
    ["run", "main.tsx", "--fresh", "--json", "--argument", argument, ...args],
    { cwd, ...(fetch && { fetch }) },
  );
  assert.equal(code, 0, err);
  return (json.result as { answer: Record<string, unknown> }).answer;
}

Deno.test("a run asks nobody by default, mocks first, then the hosts that are allowed", async () => {
  await withDirectory(PROGRAM, async (cwd) => {
    const asked: string[] = [];
    const fetch: Fetch = (url) => {
      asked.push(url);
      return Promise.resolve(new Response("real"));
    };
    const message = "fetchText is not available in this host";
    assert.deepEqual(await answer(cwd, "https://a.example/x", [], fetch), {
      pending: false,
      error: { message },
    });
    const mocks = ["--fetch-mocks", "mocks.json"];
    assert.deepEqual(await answer(cwd, "https://a.example/x", mocks, fetch), {
      pending: false,
      result: "mocked",
    });
    assert.deepEqual(await answer(cwd, "https://b.example/x", mocks, fetch), {
      pending: false,
      error: { message: "No fetch mock matches GET https://b.example/x" },
    });
    const both = [...mocks, "--allow-net", "b.example,localhost:80"];
    assert.deepEqual(await answer(cwd, "https://b.example/x", both, fetch), {
      pending: false,
      result: "real",
    });
    assert.deepEqual(await answer(cwd, "https://c.example/x", both, fetch), {
      pending: false,
      error: { message: 'The host "c.example" is not allowed: pass --allow-net c.example' },
    });
    assert.deepEqual(asked, ["https://b.example/x"]);
  });
});

const USAGE: readonly [args: readonly string[], message: RegExp][] = [
  [["--allow-net", "https://a.example"], /--allow-net: not a host: "https:\/\/a\.example"/],
  [["--allow-net", "a.example,"], /--allow-net: not a host: ""/],
  [["--fetch-mocks", "main.tsx"], /--fetch-mocks: not JSON/],
  [["--fetch-mocks", "bad.json"], /--fetch-mocks: fetchMocks\[0\] says neither/],
];

Deno.test("hosts and mocks that are none are refused before anything runs", async () => {
  await withDirectory({ ...PROGRAM, "bad.json": "[{}]" }, async (cwd) => {
    for (const [args, message] of USAGE) {
      const { code, err } = await cf(["run", "main.tsx", "--fresh", ...args], { cwd });
      assert.equal(code, 2);
      assert.match(err, message);
    }
  });
});

Deno.test("a redirect is followed to allowed hosts only", async () => {
  const asked: string[] = [];
  const ask: Fetch = (url) => {
    asked.push(url);
    const target = new URL(url).searchParams.get("to");
    if (target === null) return Promise.resolve(new Response("end"));
    return Promise.resolve(new Response(null, { status: 302, headers: { location: target } }));
  };
  const fetch = allowedFetch(new Set(["a.example", "b.example:81"]), ask);
  const reply = await fetch("https://a.example/?to=http://b.example:81/");
  assert.equal(await reply.text(), "end");
  await assert.rejects(
    fetch("https://a.example/?to=https://a.example/next", { redirect: "error" }),
    { message: "The reply of https://a.example/?to=https://a.example/next redirects" },
  );
  assert.ok(!asked.includes("https://a.example/next"));
  await assert.rejects(fetch("https://a.example/?to=http://b.example/"), {
    message: 'The host "b.example" is not allowed: pass --allow-net b.example',
  });
  await assert.rejects(fetch("https://a.example/?to=file:///etc/passwd"), {
    message: '"file:///etc/passwd" is not an http or https address',
  });
  await assert.rejects(fetch("https://a.example/?to=/%3Fto", { method: "POST" }), /POST/);
  assert.deepEqual(asked.length, 6);
});
