/** Unions of schemas that are made already: absorption, merging, and the order of alternatives. */
import { compareUtf8 } from "@commonfabric/canonical";
import { type EnumValue, type Fragment, type FragmentObject, sortedJson } from "./fragment.ts";
import { compareEnumValues } from "./order.ts";

const PRIMITIVES: ReadonlySet<string> = new Set([
  "string",
  "number",
  "integer",
  "boolean",
  "null",
  "undefined",
]);

/** What a reference stands for, as the order of alternatives needs it. */
export interface ReferenceRank {
  readonly required: number;
  readonly properties: number;
  /** Text that takes the place of the reference when alternatives are compared. */
  readonly text: string;
}
export type RankOf = (ref: string) => ReferenceRank;

/** The schema of a union of data. */
export function unionOf(fragments: readonly Fragment[], rankOf: RankOf): Fragment {
  if (fragments.some((fragment) => fragment === true || isEmptyObject(fragment))) return true;
  const merged = mergeEnums(mergeBare(distinct(fragments.filter((f) => f !== false))));
  const [first] = merged;
  if (first === undefined) return false;
  if (merged.length === 1) return first;
  return { anyOf: inOrder(merged, rankOf) };
}

/** `{ anyOf }` of fragments that are not merged, in the order in which readers try them. */
export function inOrder(fragments: readonly Fragment[], rankOf: RankOf): readonly Fragment[] {
  const keyed = fragments.map((fragment) => ({
    fragment,
    rank: rank(fragment, rankOf),
    text: comparisonText(fragment, rankOf),
  }));
  keyed.sort((a, b) =>
    a.rank[0] - b.rank[0] || b.rank[1] - a.rank[1] || b.rank[2] - a.rank[2] ||
    compareUtf8(a.text, b.text)
  );
  return keyed.map(({ fragment }) => fragment);
}

/** An `enum` without type, its values in order. */
export function enumOf(values: readonly EnumValue[]): FragmentObject {
  return { enum: [...new Set(values)].sort(compareEnumValues) };
}

function isEmptyObject(fragment: Fragment): boolean {
  return typeof fragment === "object" && Object.keys(fragment).length === 0;
}

function distinct(fragments: readonly Fragment[]): readonly Fragment[] {
  const seen = new Map(fragments.map((fragment) => [sortedJson(fragment), fragment]));
  return [...seen.values()];
}

/** The primitive that `fragment` is with nothing else said, or `undefined`. */
function bareType(fragment: Fragment): string | undefined {
  return typeof fragment === "object" && typeof fragment.type === "string" &&
      PRIMITIVES.has(fragment.type) && Object.keys(fragment).length === 1
    ? fragment.type
    : undefined;
}

/** A bare type absorbs enums of its type; several bare types become one list. */
function mergeBare(fragments: readonly Fragment[]): readonly Fragment[] {
  const bare = new Set(fragments.flatMap((fragment) => bareType(fragment) ?? []));
  if (bare.size === 0) return fragments;
  const rest = fragments.filter((fragment) =>
    bareType(fragment) === undefined && !bare.has(plainEnumType(fragment) ?? "")
  );
  const names = [...bare].sort(compareUtf8);
  const [only] = names;
  return [names.length === 1 && only !== undefined ? { type: only } : { type: names }, ...rest];
}

/** The type of an enum that says nothing but its values, or `undefined`. */
function plainEnumType(fragment: Fragment): string | undefined {
  return typeof fragment === "object" && fragment.enum !== undefined &&
      typeof fragment.type === "string" && Object.keys(fragment).length === 2
    ? fragment.type
    : undefined;
}

function mergeEnums(fragments: readonly Fragment[]): readonly Fragment[] {
  const values = new Map<string, EnumValue[]>();
  for (const fragment of fragments) {
    const type = plainEnumType(fragment);
    if (type === undefined || typeof fragment === "boolean") continue;
    values.set(type, [...values.get(type) ?? [], ...fragment.enum ?? []]);
  }
  const rest = fragments.filter((fragment) => plainEnumType(fragment) === undefined);
  const merged = [...values].map(([type, list]) => ({ type, ...enumOf(list) }));
  return [...rest, ...merged];
}

/** Class of the alternative, required properties, properties. */
function rank(fragment: Fragment, rankOf: RankOf): readonly [number, number, number] {
  if (typeof fragment === "boolean") return [3, 0, 0];
  if (fragment.$ref !== undefined) {
    const { required, properties } = rankOf(fragment.$ref);
    return [0, required, properties];
  }
  if (fragment.anyOf !== undefined) return [0, 0, 0];
  if (fragment.type === "object") {
    return [0, fragment.required?.length ?? 0, Object.keys(fragment.properties ?? {}).length];
  }
  if (fragment.type === "array") return [1, 0, 0];
  if (fragment.enum !== undefined) return [2, 0, 0];
  const order = ["unknown", "undefined", "null"];
  const at = typeof fragment.type === "string" ? order.indexOf(fragment.type) : -1;
  return [at < 0 ? 3 : 4 + at, 0, 0];
}

function comparisonText(fragment: Fragment, rankOf: RankOf): string {
  return sortedJson(fragment).replace(
    /"\$ref":"(def:\d+)"/g,
    (_whole, ref: string) => `"$ref":${JSON.stringify(rankOf(ref).text)}`,
  );
}
