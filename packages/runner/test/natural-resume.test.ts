/** Natural programs in a process that resumes them: what running code made is there again. */
import assert from "node:assert/strict";
import { type Any, H, makeTestRuntime, runPattern, SPACE } from "./support/test-runtime.ts";
import type { TestRuntime } from "./support/test-runtime.ts";
import {
  BOOLEAN,
  findNodes,
  handle,
  list,
  nested,
  NUMBER,
  record,
  send,
  STRING,
  textOf,
  VNODE,
} from "./support/natural.ts";

const { h } = H;
const ITEM = record({ title: STRING, done: { ...BOOLEAN, default: false } });

/** A view whose rows are made by a list operator inside a computation, and instances in a list. */
function program(test: TestRuntime): Any {
  const finish = H.handler(
    false,
    record({ item: handle("cell", ITEM) }),
    (_event: Any, { item }: Any) => item.key("done").set(true),
  );
  const open = H.lift(
    ({ item }: Any) => item.done ? `(${item.title})` : item.title,
    record({ item: ITEM }),
    STRING,
  );
  const row = nested(
    test,
    (input) =>
      h(
        "li",
        { onClick: finish({ item: input.key("element") }) },
        open({ item: input.key("element") }),
      ),
    record({ element: ITEM }),
    VNODE,
  );
  const Note = nested(
    test,
    (input) => {
      const count = new H.Writable(0, NUMBER).for("count", true);
      return { title: input.key("title"), count, bump: bump({ count }) };
    },
    record({ title: STRING }),
  );
  const bump = H.handler(
    false,
    record({ count: handle("cell", NUMBER) }),
    (_e: Any, { count }: Any) => count.increment(),
  );
  const add = H.handler(
    record({ title: STRING }),
    record({ items: handle("cell", list(ITEM)), notes: handle("cell", list(true)) }),
    ({ title }: Any, { items, notes }: Any) => {
      items.push({ title });
      notes.push(Note({ title }));
    },
  );
  const log = H.handler(
    false,
    record({ log: handle("cell", list(STRING)), title: STRING }),
    (_event: Any, { log: texts, title }: Any) => texts.push(title),
  );
  const view = H.lift(
    ({ items, titles, log: texts }: Any) =>
      h(
        "div",
        null,
        h("ul", null, items.mapWithPattern(row, {})),
        titles.map(({ title }: Any) => h("button", { onClick: log({ log: texts, title }) }, title)),
      ),
    record({
      items: handle("cell", list(ITEM)),
      titles: list(record({ title: STRING })),
      log: handle("cell", list(STRING)),
    }),
    VNODE,
  );
  return test.source.add(
    "resumed",
    H.pattern((input: Any) => {
      const items = input.key("items");
      const notes = new H.Writable([], list(true)).for("notes", true);
      const texts = new H.Writable([], list(STRING)).for("log", true);
      return {
        items,
        notes,
        log: texts,
        add: add({ items, notes }),
        $UI: view({ items, titles: items, log: texts }),
      };
    }, record({ items: { ...list(ITEM), default: [{ title: "first" }] } }, [])),
  );
}

Deno.test("rows, instances and handlers of running code go on in the next process", async () => {
  const first = await makeTestRuntime();
  const pattern = program(first);
  const piece = await runPattern(first, pattern, {});
  await send(first, piece.key("add"), { title: "second" });
  const tree = (test: TestRuntime) =>
    test.runtime.getCell<Any>(SPACE, "piece").key("$UI").asSchema(VNODE) as Any;
  assert.equal(textOf(await tree(first).pull()), "firstsecondfirstsecond");
  await send(first, piece.key("notes", 0, "bump"));
  assert.deepEqual(first.errors, []);
  await first.runtime.dispose();

  const { stores, source } = first;
  const second = await makeTestRuntime({ stores, source });
  const again = second.runtime.getCell<Any>(SPACE, "piece");
  await again.sync();
  await second.runtime.start(again);
  const lists = findNodes(await tree(second).pull(), "li");
  await send(second, lists[1].props.onClick);
  assert.equal(textOf(await tree(second).pull()), "first(second)firstsecond");
  await send(second, findNodes(await tree(second).pull(), "button")[0].props.onClick);
  assert.deepEqual(await again.key("log").pull(), ["first"]);
  await send(second, again.key("notes", 0, "bump"));
  assert.equal(await again.key("notes", 0, "count").pull(), 2);
  await send(second, again.key("add"), { title: "third" });
  assert.equal(textOf(await tree(second).pull()), "first(second)thirdfirstsecondthird");
  assert.deepEqual(second.errors, []);
  await second.runtime.dispose();

  const third = await makeTestRuntime({ stores, source });
  const last = third.runtime.getCell<Any>(SPACE, "piece");
  await last.sync();
  await third.runtime.start(last);
  await send(third, last.key("$UI", "children", 1, 2, "props", "onClick"));
  assert.deepEqual(await last.key("log").pull(), ["first", "third"], "found without being shown");
  assert.deepEqual(third.errors, []);
  await third.runtime.dispose();
});
