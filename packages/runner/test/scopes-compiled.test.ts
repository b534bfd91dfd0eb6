/** Scopes in compiled programs: what authors write, for several users of one space. */
import assert from "node:assert/strict";
import { type Compiled, compiledRuntime } from "./support/compiled.ts";
import { FakeNetwork, settleReplies, turns } from "./support/fake-network.ts";
import { type Any } from "./support/test-runtime.ts";

const NOTES = `import { action, computed, NAME, pattern, Writable } from "commonfabric";

interface Note { title: string; done: boolean }
export default pattern<{ team: Writable<string> }>(({ team }) => {
  const notes = new Writable.perUser<Note[]>([{ title: "welcome", done: false }]);
  const draft = new Writable.perSession("");
  const onlyOpen = computed(() => notes.get().filter((note) => !note.done));
  const count = computed(() => notes.get().length);
  const titles = notes.map((note) => note.title + "!");
  return {
    [NAME]: "notes",
    notes,
    titles,
    open: onlyOpen,
    count,
    draft: computed(() => draft.get()),
    summary: computed(() => team.get() + ": " + draft.get() + "/" + count),
    ui: <div>{notes.map((note) => <p>{note.title}</p>)}{count > 1 ? <b>many</b> : <i>few</i>}</div>,
    add: action((title: string) => {
      notes.push({ title, done: false });
      draft.set("");
    }),
    type: action((text: string) => draft.set(text)),
    finish: action((at: number) => notes.key(at).key("done").set(true)),
    rename: action((name: string) => team.set(name)),
  };
});
`;

async function notes(...scopes: (Any | undefined)[]): Promise<Compiled[]> {
  const first = await compiledRuntime({ scope: scopes[0] });
  await first.runFiles({ "/main.tsx": NOTES }, { argument: { team: "core" } });
  const made = [first];
  for (const scope of scopes.slice(1)) {
    const next = await compiledRuntime({ stores: first.stores, clock: first.clock, scope });
    await next.runtime.getCell("home", "piece").pull();
    made.push(next);
  }
  return made;
}

async function send({ runtime, piece }: Compiled, stream: string, event: unknown): Promise<void> {
  const outcome = await runtime.sendEvent(piece().key(stream), event);
  assert.equal(outcome.status, "committed", String(outcome.error));
  await runtime.settled();
}

async function state({ runtime, piece }: Compiled): Promise<Any> {
  const value = await piece().pull();
  await runtime.settled();
  const { titles, open, count, summary, draft } = value;
  return { titles, open: open.map((note: Any) => note.title), count, summary, draft };
}

function textOf(node: Any): string {
  if (Array.isArray(node)) return node.map(textOf).join("");
  if (typeof node !== "object" || node === null) return node === false ? "" : String(node ?? "");
  return node.name === undefined ? "" : `<${node.name}>${textOf(node.children)}`;
}

Deno.test("each user of a program has own lists, rows, computed values and views", async () => {
  const [alice, bob] = await notes(
    { user: "alice", session: "1" },
    { user: "bob", session: "1" },
  ) as [Compiled, Compiled];
  await send(alice, "type", "hel");
  await send(alice, "add", "first");
  await send(alice, "add", "second");
  await send(alice, "finish", 0);
  await send(bob, "type", "bob's");
  await send(bob, "rename", "all");
  assert.deepEqual(await state(alice), {
    titles: ["welcome!", "first!", "second!"],
    open: ["first", "second"],
    count: 3,
    summary: "all: /3",
    draft: "",
  });
  assert.deepEqual(await state(bob), {
    titles: ["welcome!"],
    open: ["welcome"],
    count: 1,
    summary: "all: bob's/1",
    draft: "bob's",
  });
  await send(bob, "add", "mine");
  assert.deepEqual((await state(bob)).titles, ["welcome!", "mine!"]);
  assert.deepEqual((await state(alice)).titles, ["welcome!", "first!", "second!"]);
  const shown = async ({ piece }: Compiled) => textOf(await piece().key("ui").pull());
  assert.equal(await shown(alice), "<div><p>welcome<p>first<p>second<b>many");
  assert.equal(await shown(bob), "<div><p>welcome<p>mine<b>many");
  for (const { errors, runtime } of [alice, bob]) {
    assert.deepEqual(errors, []);
    await runtime.dispose();
  }
});

const MADE =
  `import { action, computed, type Default, fetchText, NAME, pattern, type PerUser, Writable } from "commonfabric";

const Badge = pattern<{ name: string }>(({ name }) => {
  const stars = new Writable(0);
  return { [NAME]: name, stars, label: computed(() => name + "*".repeat(stars.get())), star: action(() => stars.set(stars.get() + 1)) };
});

export default pattern<{ city: PerUser<Writable<string | Default<"">>>; board: Writable<{ badges: any[] }> }>(({ city, board }) => {
  const badge = computed(() => Badge({ name: city.get() || "nowhere" }));
  const weather = fetchText({ url: computed(() => city.get() ? "https://weather.test/" + city.get() : "") });
  return {
    badge,
    board,
    weather: computed(() => weather.result ?? weather.error?.message ?? "none"),
    move: action((name: string) => city.set(name)),
    publish: action(() => board.key("badges").push(Badge({ name: "of " + (city.get() || "nowhere") }))),
    note: action((text: string) => {
      const own = new Writable.perUser(text);
      board.key("badges").push(own);
    }),
  };
});
`;

Deno.test("what is made of a user's data is the user's; what a handler makes is everyone's", async () => {
  const network = new FakeNetwork();
  const first = await compiledRuntime(
    { scope: { user: "alice", session: "1" } },
    { fetch: network.fetch },
  );
  await first.runFiles({ "/main.tsx": MADE }, { argument: { board: { badges: [] } } });
  const { stores, clock } = first;
  const bob = await compiledRuntime(
    { stores, clock, scope: { user: "bob", session: "1" } },
    { fetch: network.fetch },
  );
  const label = async ({ runtime }: Compiled, ...path: (string | number)[]) => {
    const value = await runtime.getCell<Any>("home", "piece").key(...path).pull();
    await runtime.settled();
    return value;
  };
  assert.equal(await label(first, "badge", "label"), "nowhere");
  assert.equal(await label(bob, "badge", "label"), "nowhere");
  await send(first, "move", "Rome");
  assert.equal(await label(first, "badge", "label"), "Rome");
  const star = first.runtime.getCell<Any>("home", "piece").key("badge", "star");
  assert.equal((await first.runtime.sendEvent(star, undefined)).status, "committed");
  assert.equal(await label(first, "badge", "label"), "Rome*");
  assert.equal(await label(bob, "badge", "label"), "nowhere");

  const shown = first.runtime.getCell<Any>("home", "piece").key("weather");
  const seen: unknown[] = [];
  const cancel = shown.sink((value: unknown) => void seen.push(value));
  await turns();
  assert.deepEqual(network.urls, ["https://weather.test/Rome"]);
  network.last.reply("sunny");
  await settleReplies(clock);
  cancel();
  assert.equal(seen.at(-1), "sunny");
  assert.equal(await label(bob, "weather"), "none");

  await send(first, "publish", undefined);
  await send(bob, "publish", undefined);
  await send(bob, "note", "bob's");
  const badges = (test: Compiled, at: number) => label(test, "board", "badges", at, "label");
  assert.equal(await badges(bob, 0), "of Rome");
  assert.equal(await badges(first, 1), "of nowhere");
  assert.equal(await label(bob, "board", "badges", 2), "bob's");
  assert.equal(await label(first, "board", "badges", 2), undefined);
  for (const { errors, runtime } of [first, bob]) {
    assert.deepEqual(errors, []);
    await runtime.dispose();
  }
});

const APPLIED = `import { action, computed, handler, lift, pattern, Writable } from "commonfabric";

interface Entry { text: string }
const shout = lift(({ text }: { text: string }) => text.toUpperCase());
const put = handler<string, { into: Writable<string> }>((text, { into }) => into.set(text));

const Pad = pattern<{ title: string }>(({ title }) => {
  const text = new Writable("");
  const lines = new Writable<Entry[]>([{ text: "first" }]);
  return {
    heading: computed(() => title + ": " + text.get()),
    lines: lines.map(({ text }) => shout({ text })),
    write: put({ into: text }),
    append: action((text: string) => lines.push({ text })),
  };
});

const Desk = pattern<{ title: string }>(({ title }) => ({ pad: Pad.asScope("user")({ title }) }));

export default pattern<{ title: Writable<string> }>(({ title }) => {
  const desk = Desk({ title });
  const scratch = Pad.asScope("session")({ title });
  const last = new Writable.perSession("");
  return {
    desk,
    scratch,
    loud: shout.asScope("user")({ text: title }),
    last,
    remember: put.asScope("session")({ into: last }),
    retitle: action((name: string) => title.set(name)),
  };
});
`;

Deno.test("patterns, lifts and handlers that are applied for a scope go on in the next process", async () => {
  const scopes = [{ user: "alice", session: "1" }, { user: "bob", session: "1" }];
  const first = await compiledRuntime({ scope: scopes[0]! });
  await first.runFiles({ "/main.tsx": APPLIED }, { argument: { title: "t" } });
  const { stores, clock } = first;
  const at = async ({ runtime }: Compiled, ...path: (string | number)[]) => {
    const value = await runtime.getCell<Any>("home", "piece").key(...path).pull();
    await runtime.settled();
    return value;
  };
  const to = async ({ runtime }: Compiled, path: string[], event: unknown) => {
    const stream = runtime.getCell<Any>("home", "piece").key(...path);
    const outcome = await runtime.sendEvent(stream, event);
    assert.equal(outcome.status, "committed", String(outcome.error));
    await runtime.settled();
  };
  const check = async (test: Compiled, pad: string, lines: string[], last: string) => {
    assert.equal(await at(test, "desk", "pad", "heading"), `t: ${pad}`);
    assert.deepEqual(await at(test, "desk", "pad", "lines"), lines);
    assert.equal(await at(test, "scratch", "heading"), `t: ${last}`);
    assert.equal(await at(test, "last"), last);
    assert.equal(await at(test, "loud"), "T");
  };
  await to(first, ["desk", "pad", "write"], "mine");
  await to(first, ["desk", "pad", "append"], "second");
  await to(first, ["scratch", "write"], "here");
  await to(first, ["remember"], "here");
  await check(first, "mine", ["FIRST", "SECOND"], "here");
  const bob = await compiledRuntime({ stores, clock, scope: scopes[1]! });
  await check(bob, "", ["FIRST"], "");
  await to(bob, ["desk", "pad", "append"], "bob's");
  await check(bob, "", ["FIRST", "BOB'S"], "");
  await check(first, "mine", ["FIRST", "SECOND"], "here");
  await first.runtime.dispose();
  const again = await compiledRuntime({ stores, clock, scope: scopes[0]! });
  await check(again, "mine", ["FIRST", "SECOND"], "here");
  await to(again, ["desk", "pad", "append"], "third");
  await check(again, "mine", ["FIRST", "SECOND", "THIRD"], "here");
  for (const { errors, runtime } of [again, bob]) {
    assert.deepEqual(errors, []);
    await runtime.dispose();
  }
});
