/** Labels on types become `ifc` of their schemas. */
import assert from "node:assert/strict";
import { SchemaGenerator } from "@commonfabric/schema-generator";
import type { JSONSchemaObject } from "@commonfabric/api";
import { generate, programOf } from "./schemas-of.ts";

const IMPORTS = `import type { RepresentsCurrentUser, TrustedActionWrite, WriteAuthorizedBy,
  RequiresIntegrity } from "commonfabric";
import { save as store } from "./lib.ts";
export function own() {}
`;

/** The labels of each member of `T`. */
function labelsOf(members: string): Readonly<Record<string, unknown>> {
  const program = programOf({
    "/lib.ts": "export function save() {}",
    "/m.ts": `${IMPORTS} type T = { ${members} };`,
  });
  const { schema, problems } = generate(program, new SchemaGenerator(program), "/m.ts");
  assert.deepEqual(problems, []);
  const properties = Object.entries((schema as JSONSchemaObject).properties ?? {});
  return Object.fromEntries(properties.map(([name, p]) => [name, (p as JSONSchemaObject).ifc]));
}

Deno.test("labels carry their literal payload", () => {
  assert.deepEqual(
    labelsOf(`a: Confidential<string, ["x"]>; b: RequiresIntegrity<number[], ["y", { k: 1 }]>;
      c: Confidential<AddIntegrity<string, ["i"]>, ["x"]>; d: RepresentsCurrentUser<string>;`),
    {
      a: { confidentiality: ["x"] },
      b: { requiredIntegrity: ["y", { k: 1 }] },
      c: { confidentiality: ["x"], addIntegrity: ["i"] },
      d: {
        addIntegrity: [{ kind: "represents-principal", subject: { kind: "current-principal" } }],
      },
    },
  );
});

Deno.test("an authorised function is named by its module's specifier", () => {
  assert.deepEqual(
    labelsOf(`a: WriteAuthorizedBy<string, typeof own>; b: WriteAuthorizedBy<string, typeof store>;
      c: TrustedActionWrite<string, typeof own, "Save", "Form">;
      d: WriteAuthorizedBy<string, typeof own> | undefined;`),
    {
      a: { writeAuthorizedBy: { specifier: "", symbol: "own" } },
      d: { writeAuthorizedBy: { specifier: "", symbol: "own" } },
      b: { writeAuthorizedBy: { specifier: "./lib.ts", symbol: "save" } },
      c: {
        writeAuthorizedBy: { specifier: "", symbol: "own" },
        uiContract: { helper: "UiAction", action: "Save", trustedPattern: "Form" },
      },
    },
  );
});

Deno.test("a function is named as the module of the schema knows it, wherever the type is written", () => {
  const STATE = "{ a: WriteAuthorizedBy<string, typeof own> }";
  const program = programOf({
    "/lib/own.ts": "export function own() {}",
    "/lib/state.ts": `import type { WriteAuthorizedBy } from "commonfabric";
      import { own } from "./own.ts";
      export function here() {}
      export type Imported = ${STATE};
      export interface Declared { a: WriteAuthorizedBy<string, typeof here> }`,
    "/m.ts": `import { own } from "./lib/own.ts";
      import { Declared, Imported } from "./lib/state.ts";
      export const use = own;
      type T = { imported: Imported; declared: Declared; twice: Declared };`,
    "/lib/own-user.ts": `import { Imported } from "./state.ts";
      type T = { imported: Imported };`,
  });
  const generator = new SchemaGenerator(program);
  const { schema, problems } = generate(program, generator, "/m.ts");
  assert.deepEqual(problems, []);
  const text = JSON.stringify(schema);
  assert.ok(text.includes('"writeAuthorizedBy":{"specifier":"./lib/own.ts","symbol":"own"}'), text);
  assert.ok(text.includes('"writeAuthorizedBy":{"specifier":"./lib/state.ts","symbol":"here"}'));
  assert.ok(!text.includes('"from"'));
  const stranger = generate(program, generator, "/lib/own-user.ts");
  assert.deepEqual(stranger.problems.map(({ code }) => code), ["schema:unsupported-type"]);
});
