/** What a projection leaves of a schema delivers everything that was asked for, and nothing else. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { joinProjections, type Projection, SchemaGenerator } from "@commonfabric/schema-generator";
import type { JSONSchema, JSONSchemaObject } from "@commonfabric/api";
import { assertDialect } from "./dialect.ts";
import { generate, programOf } from "./schemas-of.ts";

/** A type, how it is written, and a value of it. */
type Model =
  | { readonly kind: "leaf"; readonly text: string; readonly value: unknown }
  | { readonly kind: "list"; readonly element: Model; readonly length: number }
  | {
    readonly kind: "record";
    readonly members: readonly { readonly model: Model; readonly optional: boolean }[];
  };

const LEAVES: readonly Model[] = [
  { kind: "leaf", text: "string", value: "s" },
  { kind: "leaf", text: "number | null", value: null },
  { kind: "leaf", text: '"a" | "b"', value: "b" },
  { kind: "leaf", text: "boolean | Default<false>", value: true },
];

const PART: fc.Arbitrary<Model> = fc.letrec<{ model: Model }>((tie) => ({
  model: fc.oneof(
    { depthSize: "large", withCrossShrink: true },
    fc.constantFrom(...LEAVES),
    fc.record({
      kind: fc.constant("list" as const),
      element: tie("model"),
      length: fc.integer({ min: 1, max: 2 }),
    }),
    fc.record({
      kind: fc.constant("record" as const),
      members: fc.array(fc.record({ model: tie("model"), optional: fc.boolean() }), {
        minLength: 1,
        maxLength: 4,
      }),
    }),
  ),
})).model;

const MODEL: fc.Arbitrary<Model> = fc.record({
  kind: fc.constant("record" as const),
  members: fc.array(fc.record({ model: PART, optional: fc.boolean() }), {
    minLength: 2,
    maxLength: 4,
  }),
});

function written(model: Model): string {
  if (model.kind === "leaf") return model.text;
  if (model.kind === "list") return `(${written(model.element)})[]`;
  const members = model.members.map(({ model, optional }, n) =>
    `p${n}${optional ? "?" : ""}: ${written(model)};`
  );
  return `{ ${members.join(" ")} }`;
}

function valueOf(model: Model): unknown {
  if (model.kind === "leaf") return model.value;
  if (model.kind === "list") {
    return Array.from({ length: model.length }, () => valueOf(model.element));
  }
  return Object.fromEntries(model.members.map(({ model }, n) => [`p${n}`, valueOf(model)]));
}

/** Every path of `model`; `*` stands for the elements of a list. */
function pathsOf(model: Model): readonly (readonly string[])[] {
  if (model.kind === "leaf") return [[]];
  if (model.kind === "list") return [[], ...pathsOf(model.element).map((path) => ["*", ...path])];
  return [
    [],
    ...model.members.flatMap(({ model }, n) => pathsOf(model).map((path) => [`p${n}`, ...path])),
  ];
}

/** The program: reads the values at the paths. */
function read(value: unknown, [head, ...rest]: readonly string[]): unknown {
  if (head === undefined || value === null || value === undefined) return value;
  if (head === "*") return (value as unknown[]).map((element) => read(element, rest));
  return read((value as Record<string, unknown>)[head], rest);
}

function needed(path: readonly string[]): Projection {
  const [head, ...rest] = path;
  if (head === undefined) return { all: true };
  return head === "*" ? { items: needed(rest) } : { props: new Map([[head, needed(rest)]]) };
}

/** What a reader gets of `value`: only what the schema speaks about. */
function filtered(value: unknown, schema: JSONSchema): unknown {
  if (schema === true || value === null || typeof value !== "object") return value;
  if (schema === false) return undefined;
  if (schema.type === "unknown") return undefined;
  if (Array.isArray(value)) return value.map((element) => filtered(element, schema.items ?? true));
  const properties = schema.properties ?? {};
  return Object.fromEntries(
    Object.entries(value).filter(([name]) => name in properties)
      .map(([name, member]) => [name, filtered(member, properties[name] ?? true)]),
  );
}

/** `schema` without one property, in every way. */
function* withoutOne(schema: JSONSchema): Generator<JSONSchema> {
  if (typeof schema === "boolean") return;
  if (schema.items !== undefined) {
    for (const items of withoutOne(schema.items)) yield { ...schema, items };
  }
  const { properties } = schema;
  for (const [name, member] of Object.entries(properties ?? {})) {
    const { [name]: _gone, ...rest } = properties ?? {};
    yield { ...schema, properties: rest } as JSONSchemaObject;
    for (const less of withoutOne(member)) {
      yield { ...schema, properties: { ...properties, [name]: less } };
    }
  }
}

const SAMPLES = 150;

Deno.test("a projected schema delivers exactly what the program reads", () => {
  const seed = Number(Deno.env.get("FC_SEED") ?? 20_261);
  const models = fc.sample(MODEL, { numRuns: SAMPLES, seed });
  const picks = fc.sample(fc.infiniteStream(fc.nat()), { numRuns: SAMPLES, seed });
  const program = programOf(
    Object.fromEntries(models.map((model, n) => [`/m${n}.ts`, `type T = ${written(model)};`])),
  );
  const generator = new SchemaGenerator(program);
  let kept = 0;
  models.forEach((model, n) => {
    const all = pathsOf(model);
    const chosen = Array.from(
      { length: 3 },
      () => all[(picks[n]?.next().value ?? 0) % all.length] ?? [],
    );
    const projection = chosen.map(needed).reduce((a, b) => joinProjections(a, b));
    const { schema, problems } = generate(program, generator, `/m${n}.ts`, { projection });
    const text = `seed ${seed}: ${written(model)} at ${JSON.stringify(chosen)}`;
    assert.deepEqual(problems, [], text);
    assertDialect(schema, text);
    const data = valueOf(model);
    const result = (given: unknown) => chosen.map((path) => read(given, path));
    const expected = result(data);
    assert.deepEqual(result(filtered(data, schema)), expected, text);
    for (const less of withoutOne(schema)) {
      kept++;
      assert.notDeepEqual(result(filtered(data, less)), expected, text);
    }
  });
  assert.ok(kept > SAMPLES, "the samples keep properties");
});

const PARTS = [
  "string",
  "undefined",
  "null",
  "void",
  "never",
  "any",
  "unknown",
  "symbol",
  "() => void",
  "object",
  "{}",
  "Date",
  "Map<string, 1>",
  '"x"',
  "T",
  "Rec",
  "Gen<string>",
  "E",
  "VNode",
  "JSX.Element",
];
const WRAPPERS = [
  (a: string) => `(${a})[]`,
  (a: string) => `[${a}, ${a}?]`,
  (a: string) => `Cell<${a}>`,
  (a: string) => `Stream<${a}>`,
  (a: string) => `PerUser<${a}>`,
  (a: string) => `Default<${a}>`,
  (a: string) => `Default<${a}, any>`,
  (a: string) => `DeepDefault<${a}>`,
  (a: string) => `Cfc<${a}, { integrity: ["a"] }>`,
  (a: string) => `FactoryInput<${a}>`,
  (a: string) => `Record<string, ${a}>`,
  (a: string) => `Partial<{ p: ${a} }>`,
  (a: string) => `{ p: ${a}; q?: ${a} }`,
  (a: string, b: string) => `(${a} | ${b})`,
  (a: string, b: string) => `(${a} & ${b})`,
  (a: string, b: string) => `(${a} extends ${b} ? ${a} : ${b})`,
  (a: string) => `keyof (${a})`,
];
const ANY_TYPE: fc.Arbitrary<string> = fc.letrec<{ type: string }>((tie) => ({
  type: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom(...PARTS),
    fc.tuple(fc.constantFrom(...WRAPPERS), tie("type"), tie("type"))
      .map(([wrap, a, b]) => wrap(a, b)),
  ),
})).type;

Deno.test("no type makes the generator throw or leave its dialect", () => {
  const seed = Number(Deno.env.get("FC_SEED") ?? 20_262);
  const types = fc.sample(ANY_TYPE, { numRuns: 300, seed });
  const program = programOf(Object.fromEntries(types.map((type, n) => [
    `/m${n}.ts`,
    `enum E { A, B } interface Rec { r?: Rec; t: T } type Gen<X> = { x: X; g?: Gen<X[]> };
      type T = { t: ${type} };`,
  ])));
  const generator = new SchemaGenerator(program);
  types.forEach((type, n) => {
    const { schema } = generate(program, generator, `/m${n}.ts`);
    assertDialect(schema, `seed ${seed}: ${type}`);
    generate(program, generator, `/m${n}.ts`, {
      projection: { props: new Map([["t", { props: new Map([["p", {}]]), items: {} }]]) },
    });
  });
});
