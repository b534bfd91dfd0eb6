/**
 * Values as the JSON output shows them: data as JSON, what JSON cannot carry as `{"$value": ...}`,
 * handles as `{"$link": ...}` or `{"$stream": ...}`.
 */

export interface ValueOptions {
  /** The address of a cell or stream, or `undefined` for anything else. */
  readonly handle: (value: object) => { kind: "cell" | "stream"; address: string } | undefined;
  /** Levels below which a container is shown as a link to `address`. Default 16. */
  readonly depth?: number;
  /** Address of the root, for values below the depth limit and cycles. */
  readonly address: string;
}

const DEFAULT_DEPTH = 16;

/** `value` as plain JSON data. `undefined` alone is `null`; as a member it is omitted. */
export function valueToJson(value: unknown, options: ValueOptions): unknown {
  return convert(value, options, options.address, 0, new Set()) ?? null;
}

function convert(
  value: unknown,
  options: ValueOptions,
  address: string,
  depth: number,
  ancestors: Set<object>,
): unknown {
  switch (typeof value) {
    case "undefined":
      return undefined;
    case "string":
    case "boolean":
      return value;
    case "number":
      return Number.isFinite(value) && !Object.is(value, -0) ? value : special(
        "number",
        Object.is(value, -0) ? "-0" : String(value),
      );
    case "bigint":
      return special("bigint", value.toString());
    case "object":
      return value === null ? null : container(value, options, address, depth, ancestors);
    default:
      return special(typeof value, "");
  }
}

function container(
  value: object,
  options: ValueOptions,
  address: string,
  depth: number,
  ancestors: Set<object>,
): unknown {
  const handle = options.handle(value);
  if (handle !== undefined) {
    return handle.kind === "stream" ? { $stream: handle.address } : { $link: handle.address };
  }
  if (value instanceof Uint8Array) return special("bytes", value.toBase64());
  if (value instanceof Date) {
    return special("date", Number.isNaN(value.getTime()) ? "Invalid Date" : value.toISOString());
  }
  if (ancestors.has(value) || depth >= (options.depth ?? DEFAULT_DEPTH)) return { $link: address };
  ancestors.add(value);
  const below = (key: string, member: unknown) =>
    convert(member, options, `${address}/${encodeSegment(key)}`, depth + 1, ancestors);
  let result: unknown;
  if (Array.isArray(value)) {
    result = Array.from(value, (member, index) => below(String(index), member) ?? null);
  } else if (value instanceof Map) {
    result = special(
      "map",
      JSON.stringify([...value].map(([k, v]) => [below("k", k), below("v", v)])),
    );
  } else if (value instanceof Set) {
    result = special("set", JSON.stringify([...value].map((member) => below("", member))));
  } else {
    result = Object.fromEntries(
      Object.entries(value).map(([key, member]) => [key, below(key, member)]),
    );
  }
  ancestors.delete(value);
  return result;
}

function special(type: string, text: string): { $value: { type: string; text: string } } {
  return { $value: { type, text } };
}

/** One segment of an address: `%`, `/`, `#` and what would break a line are percent-encoded. */
export function encodeSegment(segment: string): string {
  return segment.replace(
    // deno-lint-ignore no-control-regex -- control characters are what is encoded
    /[%/#\u0000-\u001f\u007f-\u009f\u2028\u2029]/g,
    (character) => encodeURIComponent(character),
  );
}
