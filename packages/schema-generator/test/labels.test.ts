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
