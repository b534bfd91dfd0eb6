/** Whether data of one schema serves those who expect another one: for patterns that are replaced. */
import { matchesType } from "./accepts.ts";
import type { SchemaNode } from "./schema-node.ts";

/** A place where data of the offered schema may not be what is expected. */
export interface SchemaDifference {
  readonly path: readonly string[];
  readonly reason: string;
}

/**
 * The places where something that satisfies `offered` may not satisfy `expected`. What a schema does
 * not say is taken to fit. For a stream it is the sender who expects: its events must be accepted.
 */
export function schemaDifferences(
  offered: SchemaNode,
  expected: SchemaNode,
): readonly SchemaDifference[] {
  const found: SchemaDifference[] = [];
  compare(offered, expected, { path: [], found, seen: new Map() });
  return found;
}

interface Comparison {
  readonly path: readonly string[];
  readonly found: SchemaDifference[];
  /** Pairs that are being compared: recursive schemas end here. */
  readonly seen: Map<SchemaNode, Set<SchemaNode>>;
}

function compare(offered: SchemaNode, expected: SchemaNode, at: Comparison): void {
  const pairs = at.seen.get(offered) ?? new Set();
  if (offered === expected || pairs.has(expected)) return;
  at.seen.set(offered, pairs.add(expected));
  const note = (reason: string) => void at.found.push({ path: at.path, reason });
  if (saysNothing(offered) || saysNothing(expected)) return;
  const isStream = offered.handleKind === "stream";
  if (isStream !== (expected.handleKind === "stream")) {
    return note(isStream ? "is a stream and was data" : "is data and was a stream");
  }
  if (isStream) return compare(expected.behindHandle, offered.behindHandle, at);
  if (expected.handles.length > 0) return compare(offered, expected.behindHandle, at);
  if (offered.handles.length > 0) return compare(offered.behindHandle, expected, at);
  if (expected.isNever !== offered.isNever) return note("is nothing in one of the two");
  if (offered.members.length > 0) {
    for (const member of offered.members) compare(member, expected, at);
    return;
  }
  if (expected.members.length > 0) {
    if (!expected.members.some((member) => isCompatible(offered, member, at))) {
      note(`is ${describe(offered)}, which none of the alternatives was`);
    }
    return;
  }
  if (!kindFits(offered, expected)) {
    return note(`is ${describe(offered)} and was ${describe(expected)}`);
  }
  compareMembers(offered, expected, at);
}

function saysNothing(schema: SchemaNode): boolean {
  return schema.isUnknown || (schema.isAny && schema.handles.length === 0);
}

function isCompatible(offered: SchemaNode, expected: SchemaNode, at: Comparison): boolean {
  const found: SchemaDifference[] = [];
  compare(offered, expected, { path: at.path, found, seen: new Map(at.seen) });
  return found.length === 0;
}

function compareMembers(offered: SchemaNode, expected: SchemaNode, at: Comparison): void {
  for (const [name, wanted] of expected.properties()) {
    const own = offered.property(name) ?? offered.additional(name);
    const path = [...at.path, name];
    const isRequired = expected.required.has(name) && !wanted.acceptsUndefined;
    if (own === undefined) {
      if (isRequired) at.found.push({ path, reason: "is missing" });
      continue;
    }
    const isCertain = offered.required.has(name) || own.schema.default !== undefined ||
      wanted.schema.default !== undefined || offered.property(name) === undefined;
    if (isRequired && !isCertain) at.found.push({ path, reason: "may be absent" });
    compare(own, wanted, { ...at, path });
  }
  if (offered.schema.items !== undefined && expected.schema.items !== undefined) {
    compare(offered.items, expected.items, { ...at, path: [...at.path, "*"] });
  }
}

function kindFits(offered: SchemaNode, expected: SchemaNode): boolean {
  const { enum: wantedValues } = expected.schema;
  const { enum: ownValues } = offered.schema;
  if (ownValues !== undefined) {
    const kinds = kindsOf(expected);
    return ownValues.every((value) =>
      wantedValues !== undefined
        ? wantedValues.some((wanted) => Object.is(wanted, value))
        : kinds === undefined || kinds.some((kind) => matchesType(value, kind))
    );
  }
  if (wantedValues !== undefined) return false;
  const wanted = kindsOf(expected);
  const own = kindsOf(offered);
  if (wanted === undefined || own === undefined) return true;
  return own.every((kind) =>
    wanted.includes(kind) || (kind === "integer" && wanted.includes("number"))
  );
}

function kindsOf(schema: SchemaNode): readonly string[] | undefined {
  const { properties, items } = schema.schema;
  if (schema.types !== undefined) return schema.types;
  if (properties !== undefined && items === undefined) return ["object"];
  return items !== undefined && properties === undefined ? ["array"] : undefined;
}

function describe(schema: SchemaNode): string {
  const { enum: values } = schema.schema;
  if (values !== undefined) return `one of ${values.length} values`;
  return kindsOf(schema)?.join(" or ") ?? "anything";
}
