/** Authored programs that ask the world: what is compiled, what is asked, what is shown. */
import assert from "node:assert/strict";
import { type Compiled, compiledRuntime } from "./support/compiled.ts";
import { FakeModel } from "./support/fake-model.ts";
import { type Asked, FakeNetwork, settleReplies } from "./support/fake-network.ts";
import { textOf } from "./support/natural.ts";
import type { Any } from "./support/test-runtime.ts";

interface World extends Compiled {
  readonly network: FakeNetwork;
  readonly model: FakeModel;
}

async function withWorld(body: (test: World) => Promise<void>): Promise<void> {
  const network = new FakeNetwork();
  const model = new FakeModel();
  const test = await compiledRuntime({}, { fetch: network.fetch, llm: model });
  try {
    await body({ ...test, network, model });
    assert.deepEqual(test.errors, []);
  } finally {
    await test.runtime.dispose();
  }
}

async function settle(test: World): Promise<void> {
  await settleReplies(test.clock);
  await test.runtime.settled();
}

const byUrl = (test: World, url: string): Asked =>
  test.network.asked.find((each) => each.url === url)!;

Deno.test("a view shows waiting, then the rows of the reply", () =>
  withWorld(async (test) => {
    const piece = await test.run(
      `
interface Person { name: string; age?: number }
interface Reply { people: Person[] }
export default pattern<{ team: string | Default<"a"> }>(({ team }) => {
  const reply = fetchJson<Reply>({ url: \`https://a.example/\${team}\` });
  return {
    [UI]: (
      <div>
        {reply.pending ? <p>Loading</p> : <ul>{reply.result?.people.map((p) => <li>{p.name};</li>)}</ul>}
        {reply.error ? <b>{reply.error.message}</b> : null}
      </div>
    ),
    count: computed(() => reply.result?.people.length ?? 0),
  };
});
`,
      { argument: {} },
    );
    const cancel = piece.sink(() => {});
    await test.runtime.idle();
    assert.deepEqual(test.network.urls, ["https://a.example/a"]);
    assert.equal(textOf((await piece.pull()).$UI), "Loading");
    test.network.last.reply({ people: [{ name: "Ada", age: 36 }, { name: "Bo" }] });
    await settle(test);
    const { $UI, count } = await piece.pull();
    assert.deepEqual([textOf($UI), count], ["Ada;Bo;", 2]);
    cancel();
  }));

Deno.test("each row of a list asks for itself; a row with another address drops what it asked", () =>
  withWorld(async (test) => {
    const piece = await test.run(
      `
const drop = handler<{ at: number }, { urls: Writable<string[]> }>(({ at }, { urls }) => {
  urls.set(urls.get().filter((_, index) => index !== at));
});
export default pattern<{ urls: Writable<string[]> }>(({ urls }) => ({
  pages: urls.map((url) => {
    const page = fetchText({ url });
    return { url, pending: page.pending, text: page.result };
  }),
  drop: drop({ urls }),
}));
`,
      { argument: { urls: ["https://a.example/1", "https://a.example/2"] } },
    );
    const cancel = piece.sink(() => {});
    await test.runtime.idle();
    assert.deepEqual(test.network.urls.toSorted(), ["https://a.example/1", "https://a.example/2"]);
    byUrl(test, "https://a.example/2").reply("two");
    await settleReplies(test.clock);
    assert.deepEqual((await piece.pull()).pages.map(({ text }: Any) => text), [undefined, "two"]);
    await test.runtime.sendEvent(piece.key("drop"), { at: 0 });
    await test.runtime.idle();
    // Rows of plain values belong to positions: the first one has another address now.
    const [first, second, third] = test.network.asked;
    assert.deepEqual([first!.isAborted, second!.isAborted], [true, false]);
    assert.deepEqual(test.network.asked.length, 3);
    third!.reply("two");
    await settle(test);
    const { pages } = await piece.pull();
    assert.deepEqual(pages.map(({ url, text }: Any) => [url, text]), [[
      "https://a.example/2",
      "two",
    ]]);
    cancel();
  }));

Deno.test("a branch that is not chosen asks nothing", () =>
  withWorld(async (test) => {
    const piece = await test.run(
      `
const show = handler<boolean, { on: Writable<boolean> }>((next, { on }) => on.set(next));
export default pattern<{ on: Writable<boolean> }>(({ on }) => {
  const page = fetchText({ url: "https://a.example/page" });
  return { text: ifElse(on, page.result, "off"), show: show({ on }) };
});
`,
      { argument: { on: false } },
    );
    const cancel = piece.sink(() => {});
    await test.runtime.settled();
    assert.deepEqual([(await piece.pull()).text, test.network.urls], ["off", []]);
    await test.runtime.sendEvent(piece.key("show"), true);
    await test.runtime.idle();
    assert.deepEqual(test.network.urls, ["https://a.example/page"]);
    test.network.last.reply("page");
    await settle(test);
    assert.equal((await piece.pull()).text, "page");
    cancel();
  }));

Deno.test("an object of a model has the type that the author named", () =>
  withWorld(async (test) => {
    const piece = await test.run(
      `
import { generateObject, generateText } from "commonfabric";
interface Recipe { title: string; steps: string[] }
export default pattern<{ dish: string }>(({ dish }) => {
  const recipe = generateObject<Recipe>({ prompt: \`A recipe for \${dish}\`, system: "JSON" });
  const poem = generateText({ prompt: recipe.result?.title });
  return {
    title: recipe.result?.title,
    steps: recipe.result?.steps.map((step, at) => \`\${at + 1}. \${step}\`),
    poem: poem.result,
    busy: poem.pending,
  };
});
`,
      { argument: { dish: "soup" } },
    );
    const cancel = piece.sink(() => {});
    await test.runtime.idle();
    assert.equal(test.model.asked.length, 1);
    assert.equal((test.model.last.request.schema as Any).properties.steps.type, "array");
    test.model.last.reply({ content: "", object: { title: "Soup", steps: ["boil", "eat"] } });
    await settleReplies(test.clock);
    assert.equal(test.model.asked.length, 2);
    assert.deepEqual(test.model.last.request.messages, [{ role: "user", content: "Soup" }]);
    assert.equal((await piece.pull()).busy, true);
    test.model.last.reply("O soup");
    await settle(test);
    const { title, steps, poem } = await piece.pull();
    assert.deepEqual([title, steps, poem], ["Soup", ["1. boil", "2. eat"], "O soup"]);
    cancel();
  }));

Deno.test("a computation that calls a built-in is kept up to date, and asks once for equal inputs", () =>
  withWorld(async (test) => {
    const piece = await test.run(
      `
const setName = handler<string, { name: Writable<string> }>((next, { name }) => name.set(next));
const bump = handler<void, { n: Writable<number> }>((_, { n }) => n.increment());
export default pattern<{ name: Writable<string>; n: Writable<number> }>(({ name, n }) => {
  const page = computed(() => {
    const wanted = name.get();
    if (wanted === "") return { n: n.get(), page: undefined };
    return { n: n.get(), page: fetchText({ url: "https://a.example/" + wanted }) };
  });
  return { page, setName: setName({ name }), bump: bump({ n }) };
});
`,
      { argument: { name: "a", n: 0 } },
    );
    const cancel = piece.sink(() => {});
    const shown = async () => {
      const { n, page } = (await piece.pull()).page;
      return [n, page && { ...page }];
    };
    await test.runtime.idle();
    assert.deepEqual(test.network.urls, ["https://a.example/a"]);
    assert.deepEqual(await shown(), [0, { pending: true }]);
    test.network.last.reply("A");
    await settle(test);
    assert.deepEqual(await shown(), [0, { pending: false, result: "A" }]);
    await test.runtime.sendEvent(piece.key("bump"), undefined);
    await test.runtime.settled();
    assert.deepEqual(await shown(), [1, { pending: false, result: "A" }]);
    assert.equal(test.network.asked.length, 1);
    await test.runtime.sendEvent(piece.key("setName"), "b");
    await test.runtime.idle();
    assert.deepEqual(test.network.urls.at(-1), "https://a.example/b");
    await test.runtime.sendEvent(piece.key("setName"), "");
    await test.runtime.settled();
    assert.equal(test.network.last.isAborted, true);
    assert.deepEqual(await shown(), [1, undefined]);
    cancel();
  }));
