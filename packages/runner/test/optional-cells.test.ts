/** Cells that somebody may give: there when they were given, whatever is in them, and absent else. */
import assert from "node:assert/strict";
import { handle, NUMBER, record, send, start, STRING } from "./support/natural.ts";
import { type Any, H, SPACE, withRuntime } from "./support/test-runtime.ts";

const CELL = handle("cell", NUMBER);
const MAYBE: Any = { anyOf: [CELL, { type: "undefined" }] };
const NULLABLE: Any = { anyOf: [CELL, { type: "null" }] };

const told = ({ cell }: Any) =>
  cell === undefined ? "none" : cell === null ? "null" : `cell of ${cell.get()}`;
const ofMaybe = H.lift(told, record({ cell: MAYBE }), STRING);
const ofOptional = H.lift(told, record({ cell: CELL }, []), STRING);
const ofNullable = H.lift(told, record({ cell: NULLABLE }), STRING);
const write = H.handler(
  false,
  record({ cell: CELL, log: handle("cell", STRING) }, ["log"]),
  (_event: Any, { cell, log }: Any) => {
    cell?.set(7);
    log.set(told({ cell }));
  },
);
const body = (input: Any) => {
  const [cell, log] = [input.key("cell"), new H.Writable("", STRING).for("log", true)];
  return {
    maybe: ofMaybe({ cell }).for("maybe", true),
    optional: ofOptional({ cell }).for("optional", true),
    nullable: ofNullable({ cell }).for("nullable", true),
    ungiven: ofOptional({}).for("ungiven", true),
    log,
    write: write({ cell, log }),
    writeNothing: write({ log }),
  };
};
const argumentSchema = record({
  cell: { anyOf: [CELL, { type: "null" }, { type: "undefined" }] },
}, []);

interface Case {
  readonly make: () => Any;
  readonly optional: string;
  /** What a reader that lists `undefined`, or `null`, beside the cell sees; the other has a cell. */
  readonly maybe?: string;
  readonly nullable?: string;
  readonly written?: string;
}

const empty = () => ({ cell: new H.Writable(undefined, NUMBER).for("n", true) });
const CASES: Readonly<Record<string, Case>> = {
  "nothing": { make: () => ({}), optional: "none", maybe: "none", written: "none" },
  "null": { make: () => ({ cell: null }), optional: "none", nullable: "null", written: "none" },
  "data": { make: () => ({ cell: 4 }), optional: "cell of 4" },
  "a cell": {
    make: () => ({ cell: new H.Writable(5, NUMBER).for("n", true) }),
    optional: "cell of 5",
  },
  "an empty cell": { make: empty, optional: "cell of undefined" },
};

for (
  const [name, { make, optional, maybe, nullable, written = "cell of 7" }] of Object.entries(CASES)
) {
  Deno.test(`an optional cell, passed on to a child, for which was given: ${name}`, () =>
    withRuntime(async (test) => {
      const child = test.source.add("child", H.pattern(body, argumentSchema));
      const middle = test.source.add(
        "middle",
        H.pattern((input: Any) => ({ child: child({ cell: input.key("cell") }) }), argumentSchema),
      );
      const piece = await start(test, { body: () => ({ middle: middle(make()) }) });
      const result = piece.key("middle", "child");
      const read = (key: string) => result.key(key).pull();
      const other = optional === "none" ? "cell of undefined" : optional;
      assert.deepEqual(
        [
          await read("optional"),
          await read("maybe"),
          await read("nullable"),
          await read("ungiven"),
        ],
        [optional, maybe ?? other, nullable ?? other, "none"],
      );
      await send(test, result.key("writeNothing"));
      assert.equal(await read("log"), "none");
      await send(test, result.key("write"));
      assert.equal(await read("log"), written);
      assert.deepEqual(test.errors, []);
    }));
}

Deno.test("a cell that the host gives is there, empty and without a schema as it is", () =>
  withRuntime(async (test) => {
    const cell = test.runtime.getCell<Any>(SPACE, "given");
    const piece = await start(test, { body, argumentSchema, argument: { cell } });
    assert.equal(await piece.key("optional").pull(), "cell of undefined");
    await send(test, piece.key("write"));
    assert.equal(await cell.pull(), 7);
    assert.deepEqual(test.errors, []);
  }));
