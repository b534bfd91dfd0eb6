/** What `wish` finds: times, the default piece and its fields, tagged pieces, and nothing. */
import assert from "node:assert/strict";
import type { Cell } from "../types.ts";
import { asynchronous } from "./support/cell-host.ts";
import { type Any, H, makeTestRuntime, SPACE, type TestRuntime } from "./support/test-runtime.ts";
import { handle, nested, record, send, start, STREAM, STRING } from "./support/natural.ts";

async function withRuntime(body: (test: TestRuntime) => Promise<void>): Promise<void> {
  const test = await makeTestRuntime();
  try {
    await body(test);
  } finally {
    await test.runtime.dispose();
  }
}

/** A default piece of plain data, whose registry may hold cells. */
async function setDefault(test: TestRuntime, value: object, cause = "default"): Promise<Any> {
  const piece = test.runtime.getCell<Any>(SPACE, cause);
  piece.set(value);
  await test.runtime.setDefaultPiece(SPACE, piece);
  return piece;
}

const asks = (query: unknown, rest: object = {}) => (input: Any) => ({
  wish: H.wish({ query: query ?? input.key("query"), headless: true, ...rest }),
});

async function wished(test: TestRuntime, query: string, rest: object = {}): Promise<Any> {
  return (await (await start(test, { body: asks(query, rest) })).pull()).wish;
}

/** A registered piece of a pattern whose result schema has `tags`. */
async function tagged(test: TestRuntime, title: string, schema: object): Promise<Any> {
  return await start(test, {
    body: (input) => ({ title: input.key("title") }),
    resultSchema: { ...record({ title: STRING }), ...schema },
    argument: { title },
  });
}

function runsOf(test: TestRuntime, name: string): number {
  return test.events.filter((event) => event.type === "ran" && event.action.includes(name)).length;
}

Deno.test("the time of the first run is floored to a second and kept, also by another runtime", async () => {
  const test = await makeTestRuntime();
  const piece = await start(test, { body: asks("#now") });
  const first = Math.floor(test.clock.now / 1000) * 1000;
  assert.deepEqual((await piece.pull()).wish, { result: first, candidates: [] });
  test.clock.advance(60_000);
  assert.equal((await piece.pull()).wish.result, first);
  await test.runtime.dispose();
  const again = await makeTestRuntime(test);
  const cell = again.runtime.getCell<Any>(SPACE, piece.getAsNormalizedFullLink().id);
  assert.notEqual(cell, undefined);
  const resumed = again.runtime.getCellFromLink<Any>(piece.getAsLink());
  await again.runtime.start(resumed);
  assert.equal((await resumed.pull())!.wish.result, first);
  await again.runtime.dispose();
});

Deno.test("two wishes for the time have times of their own", async () => {
  await withRuntime(async (test) => {
    const a = await start(test, { body: asks("#now") });
    await a.pull();
    test.clock.advance(5_000);
    const b = await start(test, { body: asks("#now") });
    assert.equal((await b.pull()).wish.result - (await a.pull()).wish.result, 5_000);
  });
});

Deno.test("queries that name nothing give an error as data, and the pattern still runs", async () => {
  await withRuntime(async (test) => {
    const cases: readonly (readonly [string, RegExp])[] = [
      ["#now/0", /whole number from 1 to 86400/],
      ["#now/86401", /whole number from 1 to 86400/],
      ["#now/1.5", /whole number/],
      ["#now/", /whole number/],
      ["#now/ 5", /whole number/],
      ["", /Cannot wish for ""/],
      ["#", /Cannot wish for "#"/],
      ["milk and honey", /Cannot wish for "milk and honey": ask for #now/],
      ["#two words", /Cannot wish for/],
      ["#default", /The space "home" has no default piece/],
      ["#pieceRegistry", /no default piece/],
      ["#anything", /no default piece/],
      ["/a/b", /no default piece/],
    ];
    for (const [query, message] of cases) {
      const { result, candidates, error } = await wished(test, query);
      assert.equal(result, undefined, query);
      assert.deepEqual(candidates, [], query);
      assert.match(error.message, message, query);
    }
    assert.deepEqual(test.errors, []);
    const { error } = await wished(test, "#default", { scope: ["~"] });
    assert.match(error.message, /Cannot wish in the scope \["~"\]/);
  });
});

Deno.test("the default piece, its fields and paths are found, and written through", async () => {
  await withRuntime(async (test) => {
    const piece = await setDefault(test, {
      title: "Home",
      pieceRegistry: ["a"],
      backlinksIndex: { mentionable: ["b"] },
      recentPieces: ["c"],
      profile: { name: "Ada" },
      deep: { list: [{ n: 1 }] },
    });
    const found = async (query: string, rest: object = {}) =>
      (await wished(test, query, { scope: ".", ...rest })).result;
    assert.equal((await found("#default")).title, "Home");
    assert.deepEqual(await found("#pieceRegistry"), ["a"]);
    assert.deepEqual(await found("#mentionable"), ["b"]);
    assert.deepEqual(await found("#recent"), ["c"]);
    assert.deepEqual(await found("#profile"), { name: "Ada" });
    assert.equal(await found("#profileName"), "Ada");
    assert.equal(await found("/deep/list/0/n"), 1);
    assert.equal(await found("/deep", { path: ["list", "0", "n"] }), 1);
    assert.equal((await found("/")).title, "Home");
    const missing = await wished(test, "/nowhere");
    assert.match(missing.error.message, /The default piece has nothing at "\/nowhere"/);

    const rename = H.handler(
      { type: "string" },
      record({ title: handle("cell", STRING) }),
      (title: string, state: Any) => state.title.set(title),
    );
    const writer = await start(test, {
      body: () => ({ rename: rename({ title: H.wish({ query: "/title" }).result }) }),
      resultSchema: record({ rename: STREAM }),
    });
    await send(test, writer.key("rename"), "Casa");
    assert.equal((await piece.pull()).title, "Casa");
  });
});

Deno.test("tags find registered pieces: one is the result, several are candidates, newest first", async () => {
  await withRuntime(async (test) => {
    const pieces = [
      await tagged(test, "one", { tags: ["note", "paper"] }),
      await tagged(test, "two", { tags: ["note"] }),
      await tagged(test, "three", {
        $ref: "#/$defs/T",
        $defs: { T: { ...record({ title: STRING }), tags: ["defined"] } },
      }),
      await tagged(test, "four", {
        properties: { title: { ...STRING, tags: ["member"] } },
      }),
    ];
    const registry = await setDefault(test, { pieceRegistry: pieces });
    const titles = async (query: string) => {
      const { result, candidates, error } = await wished(test, query);
      return [result?.title, candidates.map(({ title }: Any) => title), error?.message];
    };
    assert.deepEqual(await titles("#paper"), ["one", ["one"], undefined]);
    assert.deepEqual(await titles("#Paper"), ["one", ["one"], undefined]);
    assert.deepEqual(await titles("#note"), [undefined, ["two", "one"], undefined]);
    assert.deepEqual(await titles("#defined"), ["three", ["three"], undefined]);
    assert.deepEqual(await titles("#member"), ["four", ["four"], undefined]);
    assert.deepEqual(await titles("#nothing"), [
      undefined,
      [],
      'No registered piece has the tag "#nothing"',
    ]);
    assert.equal((await wished(test, "#paper", { path: ["title"] })).result, "one");
    registry.key("pieceRegistry").push(pieces[0]);
    assert.deepEqual(await titles("#note"), [undefined, ["one", "two"], undefined]);
  });
});

Deno.test("a change of the registry runs the wishes that read it, and nothing else", async () => {
  await withRuntime(async (test) => {
    const [first, second] = [
      await tagged(test, "one", { tags: ["note"] }),
      await tagged(test, "two", { tags: ["note"] }),
    ];
    const registry = await setDefault(test, { pieceRegistry: [], other: 1 });
    const seen: Any[] = [];
    const byTag = await start(test, { body: asks("#note") });
    const byField = await start(test, { body: asks("#pieceRegistry") });
    const other = await start(test, { body: asks("/other") });
    const cancels = [byTag, byField, other].map((piece) => piece.sink((v: Any) => seen.push(v)));
    await test.runtime.settled();
    const before = runsOf(test, "builtin:wish");
    registry.key("pieceRegistry").push(first);
    await test.runtime.settled();
    assert.equal((await byTag.pull()).wish.result.title, "one");
    // The list itself was found before: what is in it is no matter of the wish.
    assert.equal(runsOf(test, "builtin:wish") - before, 2);
    registry.key("other").set(2);
    await test.runtime.settled();
    assert.equal((await other.pull()).wish.result, 2);
    first.key("title");
    registry.key("pieceRegistry").push(second);
    await test.runtime.settled();
    assert.deepEqual((await byTag.pull()).wish.candidates.map(({ title }: Any) => title), [
      "two",
      "one",
    ]);
    cancels.forEach((cancel) => cancel());
  });
});

Deno.test("a default piece that comes later, or in the place of another, is found", async () => {
  await withRuntime(async (test) => {
    const piece = await start(test, { body: asks("/name") });
    assert.match((await piece.pull()).wish.error.message, /no default piece/);
    await setDefault(test, { name: "first" }, "first");
    assert.deepEqual((await piece.pull()).wish, { result: "first", candidates: [] });
    await setDefault(test, { name: "second" }, "second");
    assert.equal((await piece.pull()).wish.result, "second");
    await test.runtime.setDefaultPiece(SPACE, undefined);
    assert.match((await piece.pull()).wish.error.message, /no default piece/);
  });
});

Deno.test("a query may be a value of the pattern", async () => {
  await withRuntime(async (test) => {
    await setDefault(test, { a: 1, b: 2 });
    const query = test.runtime.getCell<string>(SPACE, "query");
    query.set("/a");
    const piece = await start(test, { body: asks(undefined), argument: { query } });
    assert.equal((await piece.pull()).wish.result, 1);
    query.set("/b");
    assert.equal((await piece.pull()).wish.result, 2);
  });
});

Deno.test("the result is shown by its schema, with the streams of the piece", async () => {
  await withRuntime(async (test) => {
    const add = H.handler(
      STRING,
      record({ names: handle("cell", { type: "array", items: STRING }) }),
      (name: string, { names }: Any) => names.push(name),
    );
    const home = await start(test, {
      body: () => {
        const names = new H.Writable([], { type: "array", items: STRING }).for("names", true);
        return { names, add: add({ names }) };
      },
      resultSchema: record({ names: true, add: STREAM }),
    });
    await test.runtime.setDefaultPiece(SPACE, home as Cell);
    const forward = H.handler(
      STRING,
      record({ add: STREAM }),
      (name: string, { add }: Any) => add.send(name),
    );
    const schema = record({
      names: { type: "array", items: { $ref: "#/$defs/Name" } },
      add: STREAM,
    });
    const piece = await start(test, {
      body: () => {
        const { result } = H.wish({ query: "#default" }, { ...schema, $defs: { Name: STRING } });
        return { names: result.key("names"), forward: forward({ add: result.key("add") }) };
      },
      resultSchema: record({ names: true, forward: STREAM }),
    });
    await send(test, piece.key("forward"), "Ada");
    await test.runtime.settled();
    assert.deepEqual(await piece.key("names").pull(), ["Ada"]);
    assert.deepEqual(test.errors, []);
  });
});

Deno.test("a wish has a view: a link, a choice, or the error; a headless one has none", async () => {
  await withRuntime(async (test) => {
    const pieces = [
      await tagged(test, "one", { tags: ["a"] }),
      await tagged(test, "two", { tags: ["b"] }),
      await tagged(test, "three", { tags: ["b"] }),
    ];
    await setDefault(test, { pieceRegistry: pieces });
    const view = async (query: string) => (await wished(test, query, { headless: false })).$UI;
    assert.equal((await view("#a")).name, "cf-cell-link");
    assert.equal((await view("#b")).children.length, 2);
    assert.deepEqual((await view("#c")).children, ['No registered piece has the tag "#c"']);
    assert.equal((await wished(test, "#a")).$UI, undefined);
  });
});

Deno.test("a registered piece that does not match is not started", async () => {
  const test = await makeTestRuntime();
  const make = (title: string, tag: string) =>
    nested(test, (input) => ({ title: input.key("title") }), true, {
      ...record({ title: STRING }),
      tags: [tag],
    }) && tagged(test, title, { tags: [tag] });
  const pieces = [await make("yes", "yes"), await make("no", "no")];
  await setDefault(test, { pieceRegistry: pieces });
  await test.runtime.settled();
  await test.runtime.dispose();
  const again = await makeTestRuntime(test);
  const { wish } = await (await start(again, { body: asks("#yes") })).pull();
  assert.equal(wish.result.title, "yes");
  const resumed = again.events.filter((event) => event.type === "resumed").map((event) =>
    (event as Any).piece
  );
  assert.deepEqual(resumed, [pieces[0].getAsNormalizedFullLink().id]);
  await again.runtime.dispose();
});

Deno.test("the registered pieces of a fresh process are fetched together", async () => {
  const test = await makeTestRuntime();
  const pieces: Any[] = [];
  for (let at = 0; at < 40; at++) {
    pieces.push(await tagged(test, `piece ${at}`, { tags: [at === 0 ? "one" : "other"] }));
  }
  await setDefault(test, { pieceRegistry: pieces });
  const finder = await start(test, { body: asks("#one") });
  await test.runtime.settled();
  await test.runtime.dispose();
  const again = await makeTestRuntime({ ...test, stores: asynchronous(test.stores) });
  const cell = again.runtime.getCellFromLink<Any>(finder.getAsLink());
  await again.runtime.start(cell);
  const { wish } = (await cell.pull())!;
  assert.equal(wish.result.title, "piece 0");
  const { suspensions } = again.runtime.counters();
  assert(suspensions < 20, String(suspensions));
  await again.runtime.dispose();
});

Deno.test("a host wishes like a pattern: times, places, tags, and why there is nothing", async () => {
  await withRuntime(async (test) => {
    const { runtime } = test;
    const wish = (query: string) => runtime.wish(SPACE, query);
    assert.match((await wish("#default")).error!, /no default piece/);
    const [one, two] = [
      await tagged(test, "one", { tags: ["note", "one"] }),
      await tagged(test, "two", { tags: ["note"] }),
    ];
    await setDefault(test, { title: "Home", pieceRegistry: [one, two] });
    assert.equal(await (await wish("/title")).result!.pull(), "Home");
    const { result, candidates } = await wish("#note");
    assert.equal(result, undefined);
    assert.deepEqual(candidates.map((cell) => cell.equals(two) || cell.equals(one)), [true, true]);
    assert((await wish("#one")).result!.equals(one));
    assert.equal((await wish("#now")).time, Math.floor(test.clock.now / 1000) * 1000);
    assert.equal((await wish("#now/60")).time, Math.floor(test.clock.now / 60_000) * 60_000);
    assert.match((await wish("#now/0")).error!, /whole number/);
    assert.match((await wish("#none")).error!, /No registered piece has the tag "#none"/);
  });
});
