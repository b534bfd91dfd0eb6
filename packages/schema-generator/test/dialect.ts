/** What every emitted schema keeps to: no other spellings, every reference and definition in use. */
import assert from "node:assert/strict";
import type { JSONSchema, JSONSchemaObject } from "@commonfabric/api";

const FOREIGN = ["const", "oneOf", "definitions", "asStream", "asOpaque"];

/** Fails on keywords outside the dialect, dangling references and unused definitions. */
export function assertDialect(schema: JSONSchema, text: string): void {
  const used = new Set<string>();
  const visit = (at: JSONSchema): void => {
    if (typeof at === "boolean") return;
    for (const keyword of FOREIGN) assert.ok(!(keyword in at), `${keyword} in ${text}`);
    assert.notDeepEqual(at.required, [], text);
    if (at.$ref?.startsWith("#")) used.add(at.$ref.replace("#/$defs/", ""));
    for (const member of Object.values(at.properties ?? {})) visit(member);
    for (const member of at.anyOf ?? []) visit(member);
    if (at.items !== undefined) visit(at.items);
    if (at.additionalProperties !== undefined) visit(at.additionalProperties);
    for (const member of Object.values(at.$defs ?? {})) visit(member);
  };
  visit(schema);
  const definitions = Object.keys((schema as JSONSchemaObject).$defs ?? {});
  assert.deepEqual(definitions.toSorted(byText), [...used].sort(byText), text);
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
