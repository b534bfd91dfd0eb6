/** Each call and each boundary gets the schemas that its types and its uses give. */
import assert from "node:assert/strict";
import { compile } from "../compile.ts";
import { CALL_CASES } from "./call-cases.ts";
import { emittedCalls } from "./emitted-schemas.ts";

for (const { text, calls } of CALL_CASES) {
  Deno.test(`schemas of ${text.split("\n").find((line) => line.startsWith("export")) ?? text}`, () => {
    const found = emittedCalls(text).map(({ name, literals }) =>
      [name, ...literals.map((literal) => JSON.stringify(literal))].join(" ")
    );
    assert.deepEqual(found, calls);
  });
}

Deno.test("`toSchema` is the schema of its type with its options, at module scope and inside", () => {
  const { bodies, analysis } = compile(`import { toSchema } from "commonfabric";
    interface Note { text: string; more?: Note; kind: "a" }
    export const plain = toSchema<Note>();
    export const titled = toSchema<{ a: string }>({ title: "x", default: { a: "" }, widenLiterals: true });
    export function inside() { return toSchema<number>(); }`);
  assert.deepEqual(analysis.diagnostics, []);
  const body = bodies.get("/main.tsx") ?? "";
  const note = '{ $ref: "#/$defs/Note", $defs: { Note: { type: "object", properties: { ' +
    'text: { type: "string" }, more: { $ref: "#/$defs/Note" }, kind: { type: "string", ' +
    'enum: ["a"] } }, required: ["text", "kind"] } } }';
  assert.ok(body.includes(`plain = __cfHelpers.__cf_data(${note});`), body);
  const titled = '{ type: "object", properties: { a: { type: "string" } }, required: ["a"], ' +
    'default: { a: "" }, title: "x" }';
  assert.ok(body.includes(`titled = __cfHelpers.__cf_data(${titled});`), body);
  assert.ok(body.includes('return { type: "number" };'), body);
});
