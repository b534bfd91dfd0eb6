import assert from "node:assert/strict";
import { type Any, H, runPattern, withRuntime } from "./support/test-runtime.ts";

const record = (properties: Record<string, unknown>): Any => ({
  type: "object",
  properties,
  required: Object.keys(properties),
});
const ITEMS = { type: "array", items: true, asCell: ["cell"] };

Deno.test("cells and values that were read travel in events of handlers as references", () =>
  withRuntime(async (test) => {
    const { runtime, source } = test;
    const mark = H.handler(
      record({ item: { asCell: ["cell"] }, by: { type: "string" } }),
      record({ last: { asCell: ["cell"] } }),
      ({ item, by }: Any, { last }: Any) => {
        item.key("marked").set(by);
        last.set(item);
      },
    );
    const send = H.handler(
      true,
      record({ items: ITEMS, mark: { asCell: ["stream"] } }),
      (_event: unknown, { items, mark }: Any) => {
        mark.send({ item: items.key(0), by: "cell" });
        mark.send({ item: items.get()[1], by: "value" });
      },
    );
    const pattern = source.add(
      "references",
      H.pattern(
        (input: Any) => ({
          items: input.key("items"),
          last: input.key("last"),
          send: send({ items: input.key("items"), mark: mark({ last: input.key("last") }) }),
        }),
        {
          type: "object",
          properties: {
            items: { type: "array", items: true, default: [{ t: "a" }, { t: "b" }] },
            last: {},
          },
        },
        true,
      ),
    );
    const piece = await runPattern(test, pattern, {});
    assert.equal((await runtime.sendEvent(piece.key("send"), 1)).status, "committed");
    await runtime.settled();
    assert.deepEqual(await piece.key("items").pull(), [
      { t: "a", marked: "cell" },
      { t: "b", marked: "value" },
    ]);
    assert.deepEqual(await piece.key("last").pull(), { t: "b", marked: "value" });
    assert.deepEqual(test.errors, []);
  }));
