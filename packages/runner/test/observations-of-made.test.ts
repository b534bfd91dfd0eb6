/** What running code made goes on in the next process without running the code: lists, instances, handlers. */
import assert from "node:assert/strict";
import { type Any, H, makeTestRuntime, runPattern, SPACE } from "./support/test-runtime.ts";
import type { TestRuntime } from "./support/test-runtime.ts";
import {
  BOOLEAN,
  findNodes,
  handle,
  list,
  NUMBER,
  record,
  send,
  STRING,
  textOf,
  VNODE,
} from "./support/natural.ts";

const { h } = H;
const ITEM = record({ title: STRING, done: { ...BOOLEAN, default: false } });

/** A view that makes a list, a handler per item, and an instance; every artifact has a pointer. */
function program({ source }: TestRuntime): Any {
  const finish = source.add(
    "finish",
    H.handler(
      false,
      record({ item: handle("cell", ITEM) }),
      (_event: Any, { item }: Any) => item.key("done").set(true),
    ),
  );
  const open = source.add(
    "open",
    H.lift(
      ({ item }: Any) => item.done ? `(${item.title})` : item.title,
      record({ item: ITEM }),
      STRING,
    ),
  );
  const row = source.add(
    "row",
    H.pattern(
      (input: Any) =>
        h(
          "li",
          { onClick: finish({ item: input.key("element") }) },
          open({ item: input.key("element") }),
        ),
      record({ element: ITEM }),
      VNODE,
    ),
  );
  const bump = source.add(
    "bump",
    H.handler(
      false,
      record({ count: handle("cell", NUMBER) }),
      (_e: Any, { count }: Any) => count.increment(),
    ),
  );
  const Counter = source.add(
    "counter",
    H.pattern((input: Any) => {
      const count = new H.Writable(0, NUMBER).for("count", true);
      return { title: input.key("title"), count, bump: bump({ count }) };
    }, record({ title: STRING })),
  );
  const log = source.add(
    "log",
    H.handler(
      false,
      record({ log: handle("cell", list(STRING)), title: STRING }),
      (_event: Any, { log: texts, title }: Any) => texts.push(title),
    ),
  );
  const add = source.add(
    "add",
    H.handler(
      record({ title: STRING }),
      record({ items: handle("cell", list(ITEM)) }),
      ({ title }: Any, { items }: Any) => items.push({ title }),
    ),
  );
  const view = source.add(
    "view",
    H.lift(
      ({ items, titles, log: texts }: Any) =>
        h(
          "div",
          null,
          h("ul", null, items.mapWithPattern(row, {})),
          titles.map(({ title }: Any) =>
            h("button", { onClick: log({ log: texts, title }) }, title)
          ),
        ),
      record({
        items: handle("cell", list(ITEM)),
        titles: list(record({ title: STRING })),
        log: handle("cell", list(STRING)),
      }),
      VNODE,
    ),
  );
  const counters = source.add(
    "counters",
    H.lift(
      ({ titles }: Any) => titles.map(({ title }: Any) => Counter({ title })),
      record({ titles: list(record({ title: STRING })) }),
      list(true),
    ),
  );
  return source.add(
    "program",
    H.pattern((input: Any) => {
      const items = input.key("items");
      const texts = new H.Writable([], list(STRING)).for("log", true);
      return {
        items,
        log: texts,
        add: add({ items }),
        counters: counters({ titles: items }),
        $UI: view({ items, titles: items, log: texts }),
      };
    }, record({ items: { ...list(ITEM), default: [{ title: "first" }] } }, [])),
  );
}

async function resumed(first: TestRuntime): Promise<{ test: TestRuntime; piece: Any }> {
  const test = await makeTestRuntime({ stores: first.stores, source: first.source });
  const piece = test.runtime.getCell<Any>(SPACE, "piece");
  await piece.sync();
  await test.runtime.start(piece);
  return { test, piece };
}

async function leave(): Promise<TestRuntime> {
  const first = await makeTestRuntime();
  const piece = await runPattern(first, program(first), {});
  await send(first, piece.key("add"), { title: "second" });
  assert.equal(textOf(await show(piece)), "firstsecondfirstsecond");
  await piece.key("counters").pull();
  await send(first, piece.key("counters", 1, "bump"));
  assert.deepEqual(first.errors, []);
  await first.runtime.dispose();
  return first;
}

function show(piece: Any): Promise<Any> {
  return piece.key("$UI").asSchema(VNODE).pull();
}

function ran({ events }: TestRuntime): string[] {
  return events.flatMap((event) =>
    event.type === "ran"
      ? [event.action.replace(/^(cf:module\/|builtin:)/, "").replace(/x*A?:.*$/, "")]
      : []
  ).sort();
}

Deno.test("a view that made a list and handlers is shown without running", async () => {
  const first = await leave();
  const { test, piece } = await resumed(first);
  assert.equal(textOf(await show(piece)), "firstsecondfirstsecond");
  assert.equal(await piece.key("counters", 1, "count").pull(), 1);
  assert.deepEqual(ran(test), []);
  await test.runtime.dispose();
});

Deno.test("handlers of a view that did not run serve events", async () => {
  const first = await leave();
  const { test, piece } = await resumed(first);
  const tree = await show(piece);
  await send(test, findNodes(tree, "button")[1].props.onClick);
  assert.deepEqual(await piece.key("log").pull(), ["second"]);
  await send(test, findNodes(tree, "li")[1].props.onClick);
  assert.equal(textOf(await show(piece)), "first(second)firstsecond");
  await send(test, piece.key("counters", 0, "bump"));
  assert.equal(await piece.key("counters", 0, "count").pull(), 1);
  assert.deepEqual(ran(test), ["bump", "finish", "log", "open"]);
  assert.deepEqual(test.errors, []);
  await test.runtime.dispose();
});

Deno.test("an event to a handler that running code bound needs nobody to look", async () => {
  const first = await leave();
  const { test, piece } = await resumed(first);
  await send(test, piece.key("$UI", "children", 1, 0, "props", "onClick"));
  assert.deepEqual(await piece.key("log").pull(), ["first"]);
  assert.deepEqual(ran(test), ["log"]);
  await test.runtime.dispose();
});

Deno.test("a list that running code applied goes on with its instances", async () => {
  const first = await leave();
  const { test, piece } = await resumed(first);
  await show(piece);
  await send(test, piece.key("add"), { title: "third" });
  assert.equal(textOf(await show(piece)), "firstsecondthirdfirstsecondthird");
  assert.deepEqual(ran(test), ["add", "map", "open", "view"]);
  await test.runtime.dispose();

  const again = await resumed(first);
  assert.equal(textOf(await show(again.piece)), "firstsecondthirdfirstsecondthird");
  assert.deepEqual(ran(again.test), []);
  await again.test.runtime.dispose();
});

Deno.test("a handler that running code does not bind any more serves nothing", async () => {
  const test = await makeTestRuntime();
  const piece = await runPattern(test, program(test), {});
  await send(test, piece.key("add"), { title: "second" });
  const button = findNodes(await show(piece), "button")[1].props.onClick;
  await test.runtime.editWithRetry((tx) => piece.withTx(tx).key("items").set([{ title: "one" }]));
  assert.equal(textOf(await show(piece)), "oneone");
  const outcome = await test.runtime.sendEvent(button, undefined);
  assert.equal(outcome.status, "failed");
  assert.match(String(outcome.error), /No handler serves the stream/);
  await test.runtime.dispose();
});
