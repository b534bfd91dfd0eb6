/** A document from the fragment of its root: names for definitions, and only those it refers to. */
import type { JSONSchema, JSONSchemaObject } from "@commonfabric/api";
import type ts from "typescript";
import type { Definitions } from "./definitions.ts";
import {
  asObject,
  type Definition,
  definitionId,
  type FoundProblem,
  type Fragment,
  type FragmentObject,
} from "./fragment.ts";
import { jsonLiteralOrder } from "./order.ts";

export interface Document {
  readonly schema: JSONSchema;
  readonly problems: readonly FoundProblem[];
}

export function assembleDocument(
  fragment: Fragment,
  problems: readonly FoundProblem[],
  definitions: Definitions,
): Document {
  const { root, inlined } = inlinedRoot(fragment, definitions);
  const names = nameDefinitions(root, definitions);
  const schema = withNames(root, names);
  const used = [...new Set(names.values())];
  const found = [
    ...problems,
    ...inlined.flatMap((definition) => definition.problems),
    ...used.flatMap(({ definition }) => definition.problems),
  ];
  if (used.length === 0) return { schema: jsonLiteralOrder(schema), problems: found };
  const bodies = used.map(({ name, definition }) =>
    [name, withNames(definition.fragment ?? true, names)] as const
  );
  return {
    schema: jsonLiteralOrder({
      ...asObject(schema as Fragment) as JSONSchemaObject,
      $defs: Object.fromEntries(bodies),
    }),
    problems: found,
  };
}

interface NamedDefinition {
  readonly name: string;
  readonly definition: Definition;
}

interface Root {
  readonly root: Fragment;
  /** Definitions whose bodies became part of the root. */
  readonly inlined: readonly Definition[];
}

/** The root stays inline unless it refers to itself. */
function inlinedRoot(fragment: Fragment, definitions: Definitions): Root {
  const asIs: Root = { root: fragment, inlined: [] };
  if (typeof fragment === "boolean" || fragment.$ref === undefined) return asIs;
  const id = definitionId(fragment.$ref);
  if (id === undefined) return asIs;
  const definition = definitions.get(id);
  if (reaches(definition.fragment ?? true, definition.type, definitions)) return asIs;
  const { $ref: _ref, ...siblings } = fragment;
  const { root, inlined } = inlinedRoot(definition.fragment ?? true, definitions);
  return {
    root: Object.keys(siblings).length === 0 ? root : withSiblings(asObject(root), siblings),
    inlined: [definition, ...inlined],
  };
}

function withSiblings(body: FragmentObject, siblings: FragmentObject): FragmentObject {
  if (siblings.properties === undefined) return { ...body, ...siblings };
  const properties = { ...body.properties };
  for (const [name, sibling] of Object.entries(siblings.properties)) {
    properties[name] = { ...asObject(properties[name] ?? true), ...asObject(sibling) };
  }
  return { ...body, ...siblings, properties };
}

function reaches(fragment: Fragment, type: ts.Type, definitions: Definitions): boolean {
  const seen = new Set<number>();
  const queue: Fragment[] = [fragment];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    for (const id of referencesIn(next)) {
      const definition = definitions.get(id);
      if (definition.type === type) return true;
      if (seen.has(id)) continue;
      seen.add(id);
      queue.push(definition.fragment ?? true);
    }
  }
  return false;
}

/** Names in document order: of the root first, then of the definitions in the order they get. */
function nameDefinitions(
  root: Fragment,
  definitions: Definitions,
): ReadonlyMap<number, NamedDefinition> {
  const names = new Map<number, NamedDefinition>();
  const byType = new Map<ts.Type, NamedDefinition>();
  const taken = new Set<string>();
  const queue: Fragment[] = [root];
  let anonymous = 0;
  for (let at = 0; at < queue.length; at++) {
    for (const id of referencesIn(queue[at] ?? true)) {
      if (names.has(id)) continue;
      const definition = definitions.get(id);
      const known = byType.get(definition.type);
      if (known !== undefined) {
        names.set(id, known);
        continue;
      }
      const wanted = definition.name ?? `AnonymousType_${++anonymous}`;
      const name = freeName(wanted, taken);
      const named: NamedDefinition = { name, definition };
      names.set(id, named);
      byType.set(definition.type, named);
      taken.add(name);
      queue.push(definition.fragment ?? true);
    }
  }
  return names;
}

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted;
  let ordinal = 2;
  while (taken.has(`${wanted}_${ordinal}`)) ordinal++;
  return `${wanted}_${ordinal}`;
}

/** Numbers of the definitions that `fragment` refers to, in order of emission. */
function referencesIn(fragment: Fragment): readonly number[] {
  if (typeof fragment === "boolean") return [];
  const own = fragment.$ref === undefined ? undefined : definitionId(fragment.$ref);
  return [
    ...(own === undefined ? [] : [own]),
    ...Object.values(fragment.properties ?? {}).flatMap(referencesIn),
    ...referencesIn(fragment.items ?? true),
    ...referencesIn(fragment.additionalProperties ?? true),
    ...(fragment.anyOf ?? []).flatMap(referencesIn),
  ];
}

function withNames(
  fragment: Fragment,
  names: ReadonlyMap<number, NamedDefinition>,
): JSONSchema {
  if (typeof fragment === "boolean") return fragment;
  const inner = (member: Fragment) => withNames(member, names);
  const { $ref, properties, items, additionalProperties, anyOf, ...rest } = fragment;
  return {
    ...rest as FragmentObject as JSONSchemaObject,
    ...($ref !== undefined && { $ref: namedReference($ref, names) }),
    ...(properties !== undefined && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, member]) => [name, inner(member)]),
      ),
    }),
    ...(items !== undefined && { items: inner(items) }),
    ...(additionalProperties !== undefined && {
      additionalProperties: inner(additionalProperties),
    }),
    ...(anyOf !== undefined && { anyOf: anyOf.map(inner) }),
  };
}

function namedReference($ref: string, names: ReadonlyMap<number, NamedDefinition>): string {
  const id = definitionId($ref);
  const named = id === undefined ? undefined : names.get(id);
  return named === undefined ? $ref : `#/$defs/${pointerSegment(named.name)}`;
}

function pointerSegment(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}
