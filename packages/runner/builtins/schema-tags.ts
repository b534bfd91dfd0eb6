/** Tags of a schema: the hashtags in the comment of a type or of one of its members. */

const DEFS = "#/$defs/";
const MAX_DEPTH = 64;

/** Whether the type that `schema` describes, or a member of it, has `tag`; `schema` is stored data. */
export function hasTag(schema: unknown, tag: string): boolean {
  return isTagged(schema, tag, { defs: memberOf(schema, "$defs"), depth: 0, isMember: false });
}

interface Place {
  readonly defs: unknown;
  readonly depth: number;
  readonly isMember: boolean;
}

function isTagged(schema: unknown, tag: string, place: Place): boolean {
  if (!isRecord(schema) || place.depth > MAX_DEPTH) return false;
  const tags = memberOf(schema, "tags");
  if (Array.isArray(tags) && tags.includes(tag)) return true;
  const inside = { ...place, depth: place.depth + 1 };
  const reference = memberOf(schema, "$ref");
  if (typeof reference === "string" && reference.startsWith(DEFS)) {
    const target = memberOf(place.defs, reference.slice(DEFS.length));
    if (isTagged(target, tag, inside)) return true;
  }
  const either = memberOf(schema, "anyOf");
  if (Array.isArray(either) && either.some((each) => isTagged(each, tag, inside))) return true;
  if (place.isMember) return false;
  const properties = memberOf(schema, "properties");
  if (!isRecord(properties)) return false;
  return Object.values(properties).some((member) =>
    isTagged(member, tag, { ...inside, isMember: true })
  );
}

function memberOf(value: unknown, key: string): unknown {
  return isRecord(value) && Object.hasOwn(value, key)
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined;
}

function isRecord(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
