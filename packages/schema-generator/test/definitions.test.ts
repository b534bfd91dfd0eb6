/** Definitions: names, sharing, recursion, and comments. */
import assert from "node:assert/strict";
import { SchemaGenerator } from "@commonfabric/schema-generator";
import type { JSONSchemaObject } from "@commonfabric/api";
import { COMPOSED } from "./composed.ts";
import { assertDialect } from "./dialect.ts";
import { ROWS } from "./rows.ts";
import { generate, programOf, schemasOf } from "./schemas-of.ts";

Deno.test("two declarations with one name are two definitions", () => {
  const program = programOf({
    "/a.ts": "export interface Item { a: string }",
    "/b.ts": "export interface Item { b: number }",
    "/main.ts": `import type { Item } from "./a.ts";
      import type { Item as Other } from "./b.ts";
      type T = { first: Item; second: Other; third: Item[] };`,
  });
  const { schema } = generate(program, new SchemaGenerator(program), "/main.ts");
  assert.deepEqual(schema, {
    type: "object",
    properties: {
      first: { $ref: "#/$defs/Item" },
      second: { $ref: "#/$defs/Item_2" },
      third: { type: "array", items: { $ref: "#/$defs/Item" } },
    },
    required: ["first", "second", "third"],
    $defs: {
      Item: { type: "object", properties: { a: { type: "string" } }, required: ["a"] },
      Item_2: { type: "object", properties: { b: { type: "number" } }, required: ["b"] },
    },
  });
});

Deno.test("every emitted schema keeps to the dialect", () => {
  const cases = [...ROWS, ...COMPOSED].map(([text]) => ({ text }));
  schemasOf(cases).forEach(({ schema }, n) => assertDialect(schema, cases[n]?.text ?? ""));
});

Deno.test("a default at one use does not change the definition", () => {
  const [made] = schemasOf([{
    text: `interface Theme { dark: boolean }
      type T = { a: Theme | Default<{ dark: true }>; b: Theme | Default<{ dark: false }>; c: Theme };`,
  }]);
  const { properties, $defs } = made?.schema as JSONSchemaObject;
  assert.deepEqual(properties, {
    a: { $ref: "#/$defs/Theme", default: { dark: true } },
    b: { $ref: "#/$defs/Theme", default: { dark: false } },
    c: { $ref: "#/$defs/Theme" },
  });
  assert.equal("default" in ($defs?.Theme as object), false);
});

Deno.test("a definition is the same whichever document asks first", () => {
  const files = {
    "/a.ts": `export interface Node { next?: Node; box: Box<string>; other: Other }
      export interface Other { node: Node } export interface Box<X> { v: X; more: Box<X>[] }`,
    "/m.ts": `import type { Node } from "./a.ts"; type T = { n: Node };`,
    "/n.ts": `import type { Other, Box } from "./a.ts"; type T = { o: Other; b: Box<string> };`,
  };
  const inOrder = (paths: readonly string[]) => {
    const program = programOf(files);
    const generator = new SchemaGenerator(program);
    return new Map(
      paths.map((path) => [path, JSON.stringify(generate(program, generator, path).schema)]),
    );
  };
  const forth = inOrder(["/m.ts", "/n.ts"]);
  const back = inOrder(["/n.ts", "/m.ts"]);
  assert.equal(forth.get("/m.ts"), back.get("/m.ts"));
  assert.equal(forth.get("/n.ts"), back.get("/n.ts"));
});

Deno.test("answers from memory make nothing", () => {
  const program = programOf({ "/m.ts": "type T = { a: string; b: { c: number }[] };" });
  const generator = new SchemaGenerator(program);
  const first = generate(program, generator, "/m.ts");
  const { made } = generator;
  assert.ok(made > 0);
  assert.deepEqual(generate(program, generator, "/m.ts").schema, first.schema);
  assert.equal(generator.made, made);
  generator.clearMemo();
  generate(program, generator, "/m.ts");
  assert.equal(generator.made, 2 * made);
});

Deno.test("comments become descriptions and tags, tags of JSDoc do not", () => {
  const [made] = schemasOf([{
    text: `/**
 * An item of the #Shopping list.
 * @see elsewhere
 */
interface Item {
  /**
   * What to buy, #One and #two.
   * @deprecated not on data
   */
  title: string;
  /**
   * Adds one.
   * @deprecated use push
   */
  add: Stream<void>;
  // not a doc comment
  plain: number;
  /** Any more. */
  [key: string]: unknown;
}
/** Left. */
interface L { l: 1 }
/** Right. */
interface R { r: 1 }
interface T {
  /** The best item. */
  best: Item;
  item: Item;
  both: L & R;
}`,
  }]);
  const { properties, $defs } = made?.schema as JSONSchemaObject;
  assert.deepEqual(properties?.best, { $ref: "#/$defs/Item", description: "The best item." });
  assert.deepEqual(properties?.item, { $ref: "#/$defs/Item" });
  assert.equal((properties?.both as JSONSchemaObject).description, "Left.\n\nRight.");
  const item = $defs?.Item as JSONSchemaObject;
  assert.equal(item.description, "An item of the #Shopping list.");
  assert.deepEqual(item.tags, ["shopping"]);
  assert.deepEqual(item.properties?.title, {
    type: "string",
    description: "What to buy, #One and #two.",
    tags: ["one", "two"],
  });
  assert.deepEqual(item.properties?.add, {
    asCell: ["stream", "opaque"],
    deprecated: true,
    description: "Adds one.",
  });
  assert.deepEqual(item.properties?.plain, { type: "number" });
  assert.deepEqual(item.additionalProperties, { type: "unknown", description: "Any more." });
});
