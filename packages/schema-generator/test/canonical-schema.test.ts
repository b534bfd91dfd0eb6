/** Canonical equality of schemas, and the order in which they are printed. */
import assert from "node:assert/strict";
import { canonicalSchema, jsonLiteralOrder } from "@commonfabric/schema-generator";
import type { JSONSchema } from "@commonfabric/api";
import { schemasOf } from "./schemas-of.ts";

const EQUAL: readonly (readonly [JSONSchema, JSONSchema])[] = [
  [true, {}],
  [{ type: "string", enum: ["b", "a"] }, { enum: ["a", "b"] }],
  [{ anyOf: [{ type: "string" }] }, { type: "string" }],
  [{ anyOf: [{ type: "null" }, { type: "string" }] }, { type: ["string", "null"] }],
  [
    { type: "object", required: ["b", "a"], $comment: "x" },
    { required: ["a", "b"], type: "object" },
  ],
  [
    { $ref: "#/$defs/A", default: 1, $defs: { A: { type: "number" } } },
    { type: "number", default: 1 },
  ],
  [
    { $ref: "#/$defs/A", $defs: { A: { type: "array", items: { $ref: "#/$defs/A" } } } },
    { $ref: "#/$defs/B", $defs: { B: { type: "array", items: { $ref: "#/$defs/B" } } } },
  ],
  [{ anyOf: [{ enum: ["a"] }, { type: "object" }] }, {
    anyOf: [{ type: "object" }, { enum: ["a"] }],
  }],
  [{ type: "string", description: "x", tags: ["y"] }, { type: "string" }],
];

Deno.test("spellings of one meaning are equal", () => {
  for (const [a, b] of EQUAL) assert.deepEqual(canonicalSchema(a), canonicalSchema(b));
});

Deno.test("different meanings are different", () => {
  const different: readonly JSONSchema[] = [
    true,
    false,
    { type: "string" },
    { type: "unknown" },
    { type: "string", asCell: ["cell"] },
    { enum: ["a"] },
    { type: "array", items: { type: "string" } },
  ];
  const texts = different.map((schema) => JSON.stringify(canonicalSchema(schema)));
  assert.equal(new Set(texts).size, different.length);
  const documented = { type: "string", description: "x" };
  assert.deepEqual(canonicalSchema(documented, { documentation: true }), documented);
});

Deno.test("a dangling reference has no canonical form", () => {
  assert.throws(() => canonicalSchema({ $ref: "#/$defs/Gone" }), /no definition/);
});

Deno.test("keys are printed in one order", () => {
  const shuffled: JSONSchema = {
    $defs: { Z: { default: 1, type: "number" } },
    description: "d",
    asCell: ["cell"],
    required: ["z"],
    properties: { z: { enum: [1], $ref: "#/$defs/Z" }, a: { items: true, type: "array" } },
    type: "object",
  };
  assert.equal(
    JSON.stringify(jsonLiteralOrder(shuffled)),
    '{"type":"object","properties":{"z":{"$ref":"#/$defs/Z","enum":[1]},"a":{"type":"array",' +
      '"items":true}},"required":["z"],"asCell":["cell"],"description":"d",' +
      '"$defs":{"Z":{"type":"number","default":1}}}',
  );
});

/** `T` and a default of it, in both spellings. */
const DEFAULTS: readonly (readonly [type: string, value: string])[] = [
  ["number", "0"],
  ["string", '""'],
  ["boolean", "true"],
  ['"a" | "b"', '"b"'],
  ["string | null", "null"],
  ["string[]", "[]"],
  ["number[]", "[1, 2]"],
  ["Item", '{ t: "x" }'],
  ["Item | null", "null"],
  ["Item[]", '[{ t: "x" }]'],
  ["Record<string, Item>", "{}"],
  ["Record<string, Item>", "Record<PropertyKey, never>"],
  ["number", "typeof N"],
  ["Item[]", "typeof LIST"],
  ["string | number | undefined", "1"],
];
const PLACES: readonly ((type: string) => string)[] = [
  (type) => `{ a: ${type} }`,
  (type) => `{ a?: ${type} }`,
  (type) => `Partial<{ a: ${type} }>`,
  (type) => `Pick<{ a: ${type}; b: 1 }, "a">`,
  (type) => `{ a: (${type})[] }`,
  (type) => `{ a: Cell<${type}> }`,
  (type) => `Gen<${type}>`,
  (type) => `{ a: PerUser<${type}> }`,
];

Deno.test("both spellings of a default give one schema, everywhere", () => {
  const head = `interface Item { t: string } type Gen<X> = { g: X; l: X[] };
    const N = 4 as number; const LIST: Item[] = [];`;
  const pairs = DEFAULTS.flatMap(([type, value]) =>
    PLACES.map((place) => [
      `${head} type T = ${place(`Default<${type}, ${value}>`)};`,
      `${head} type T = ${place(`${type} | Default<${value}>`)};`,
    ])
  );
  const made = schemasOf(pairs.flat().map((text) => ({ text })));
  pairs.forEach(([text], n) => {
    const [left, right] = [made[2 * n], made[2 * n + 1]];
    // Behind a type parameter, only the type is left of \`typeof NAME\`.
    if (/Gen<.*typeof|PerUser<.*typeof/.test(text ?? "")) return;
    assert.deepEqual(left?.problems.map(({ params }) => params), [], text);
    assert.deepEqual(left?.schema, right?.schema, text);
    assert.match(JSON.stringify(left?.schema), /"default"/, text);
  });
});
