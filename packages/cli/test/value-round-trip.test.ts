/** What `cf get` prints, `cf set` takes: both spell every storable value alike. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { UsageError } from "../command/errors.ts";
import { storedToJson } from "../output/stored-json.ts";
import { valueFromJson } from "../output/value-from-json.ts";
import { cf, withDirectory } from "./support/fake-command.ts";
import { GREETING } from "./support/programs.ts";

const AT = { space: "home", id: `of:${"A".repeat(43)}`, path: [] };

const key = fc.string({ maxLength: 6 }).filter((name) => !/^(?:\/|\$.*|__proto__)$/.test(name));
const { value } = fc.letrec((tie) => ({
  leaf: fc.oneof(
    fc.constant(null),
    fc.boolean(),
    fc.double(),
    fc.bigInt({ max: 10n ** 30n, min: -(10n ** 30n) }),
    fc.string(),
    fc.date({ noInvalidDate: true }),
    fc.uint8Array({ maxLength: 8 }),
    fc.array(fc.string({ maxLength: 5 }), { maxLength: 3 }).map((path) => ({
      "/": { "link@1": { id: AT.id, path, space: "home" } },
    })),
  ),
  value: fc.oneof(
    { maxDepth: 3 },
    tie("leaf"),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(key, tie("value"), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

Deno.test("every storable value survives being printed and read back", () => {
  fc.assert(fc.property(value, (stored) => {
    const printed = JSON.parse(JSON.stringify(storedToJson(stored, AT))) as unknown;
    assert.deepStrictEqual(valueFromJson(printed, "home"), stored);
  }));
});

Deno.test("what no document can hold is not read back", () => {
  for (const wrong of [{ type: "map", text: "[]" }, { type: "bigint", text: "x" }, null, 1]) {
    assert.throws(() => valueFromJson([{ $value: wrong }], "home"), UsageError);
  }
  for (const mark of [{ $stream: true }, { a: { $alias: {}, b: 1 } }]) {
    assert.throws(() => valueFromJson(mark, "home"), /is a mark of the store/);
  }
  assert.throws(() => valueFromJson({ $value: { type: "bytes", text: "?" } }, "home"), UsageError);
});

Deno.test("values that JSON does not know go through the store unchanged", async () => {
  const text = GREETING.replaceAll('{ type: "string", default: "hello" }', "{}")
    .replaceAll('{ type: "string" }', "true");
  await withDirectory({ "p.tsx": text, ".cf/x": "" }, async (cwd) => {
    assert.equal((await cf(["piece", "new", "p.tsx", "--name", "p"], { cwd })).code, 0);
    const odd = {
      nan: { $value: { type: "number", text: "NaN" } },
      zero: { $value: { type: "number", text: "-0" } },
      big: { $value: { type: "bigint", text: "12345678901234567890" } },
      raw: { $value: { type: "bytes", text: "AAH/" } },
      day: { $value: { type: "date", text: "2024-02-29T00:00:00.000Z" } },
    };
    const set = await cf(["set", "@p/title", JSON.stringify(odd)], { cwd });
    assert.equal(set.code, 0, set.err);
    const { out } = await cf(["get", "@p/title"], { cwd });
    assert.deepEqual(JSON.parse(out), odd);
  });
});
