import assert from "node:assert/strict";
import fc from "fast-check";
import {
  type CommandAddress,
  formatAddress,
  parseAddress,
  parseAddressOperand,
} from "../command/address.ts";
import { CommandError } from "../command/errors.ts";

const ID = `of:${"A".repeat(43)}`;

const PLAIN = { noNullPrototype: true };
const text = fc.string({ unit: "grapheme", maxLength: 12 });
const part: fc.Arbitrary<CommandAddress["part"]> = fc.oneof(
  fc.constant(undefined),
  fc.constant({ kind: "argument" as const }),
  fc.record({
    kind: fc.constant("internal" as const),
    cause: fc.oneof(
      text.filter((cause) => cause !== ""),
      fc.record({ $generated: fc.nat() }, PLAIN),
      fc.array(fc.oneof(text, fc.integer()), { maxLength: 3 }),
    ),
  }, PLAIN),
  fc.record(
    { kind: fc.constant("meta" as const), name: text.filter((name) => name !== "") },
    PLAIN,
  ),
);
const address = fc.record({
  space: fc.stringMatching(/^([A-Za-z0-9][A-Za-z0-9._:+~-]{0,20})?$/),
  id: fc.stringMatching(/^of:[A-Za-z0-9_-]{43}$/),
  scope: fc.constantFrom(undefined, "user" as const, "session" as const),
  path: fc.array(text, { maxLength: 5 }),
  part,
}, PLAIN).map(({ scope, part, ...rest }): CommandAddress => ({
  ...rest,
  ...(scope === undefined ? {} : { scope }),
  ...(part === undefined ? {} : { part }),
}));

Deno.test("every address is printed on one line and read back as it was", () => {
  fc.assert(fc.property(address, (each) => {
    const printed = formatAddress(each);
    assert.deepEqual(parseAddress(printed), each);
    assert.equal(formatAddress(parseAddress(printed)), printed);
    // deno-lint-ignore no-control-regex -- control characters must not be there
    assert.ok(!/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(printed));
  }));
});

Deno.test("the documented forms of an address mean what they say", () => {
  const forms: readonly (readonly [string, CommandAddress])[] = [
    [`/${ID}`, { space: "", id: ID, path: [] }],
    [`home/${ID}/a/0/b%2Fc`, { space: "home", id: ID, path: ["a", "0", "b/c"] }],
    [`/${ID}~user/n`, { space: "", id: ID, scope: "user", path: ["n"] }],
    [`/${ID}~session`, { space: "", id: ID, scope: "session", path: [] }],
    [`/${ID}/n#argument`, { space: "", id: ID, path: ["n"], part: { kind: "argument" } }],
    [`/${ID}#internal:total`, {
      space: "",
      id: ID,
      path: [],
      part: { kind: "internal", cause: "total" },
    }],
    [`/${ID}#internal:{"$generated":1}`, {
      space: "",
      id: ID,
      path: [],
      part: { kind: "internal", cause: { $generated: 1 } },
    }],
    [`/${ID}#internal:%7Bx`, {
      space: "",
      id: ID,
      path: [],
      part: { kind: "internal", cause: "{x" },
    }],
    [`/${ID}#meta:patternIdentity`, {
      space: "",
      id: ID,
      path: [],
      part: { kind: "meta", name: "patternIdentity" },
    }],
  ];
  for (const [printed, meant] of forms) {
    assert.deepEqual(parseAddress(printed), meant);
    assert.equal(formatAddress(meant), printed);
  }
});

Deno.test("a name stands for a piece, with a place in it", () => {
  assert.deepEqual(parseAddressOperand("@my%23note/a/0#argument"), {
    kind: "name",
    name: "my#note",
    place: { path: ["a", "0"], part: { kind: "argument" } },
  });
});

Deno.test("what is no address is refused as not found, with what is wrong", () => {
  const refused: readonly (readonly [string, RegExp])[] = [
    ["nonsense", /^not an address: "nonsense" \(wanted: \[<space>\]\/of:<id>/],
    [`${ID}`, /not an address/],
    [`/of:short`, /not an address/],
    [`/${ID}~team`, /not an address/],
    [`/${ID}x`, /not an address/],
    [`/${ID}/a%2`, /"a%2" is not percent-encoded/],
    [`/${ID}#other`, /not an address/],
    [`/${ID}#internal:`, /not an address/],
    [`/${ID}#internal:{"a"`, /its cause is not JSON/],
    [`../${ID}`, /not an address/],
    ["@", /not an address/],
  ];
  for (const [given, message] of refused) {
    assert.throws(() => parseAddressOperand(given), (error) => {
      assert.ok(error instanceof CommandError && error.exitCode === 1);
      assert.match(error.message, message);
      return true;
    }, given);
  }
});
