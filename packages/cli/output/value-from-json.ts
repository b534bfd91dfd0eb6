/** Values as the JSON output shows them, read back: what `cf get` prints, `cf set` takes. */
import { quote } from "@commonfabric/contract";
import { parseAddress } from "../command/address.ts";
import { UsageError } from "../command/errors.ts";

/** What makes a stored object something else than data. Only the runtime writes these. */
const MARKS = ["$stream", "$alias"];

/** The value that `json` spells, links in stored form. `space` is that of addresses without one. */
export function valueFromJson(json: unknown, space: string): unknown {
  if (typeof json !== "object" || json === null) return json;
  if (Array.isArray(json)) return json.map((member) => valueFromJson(member, space));
  const special = onlyKey(json);
  if (special === "$value") return specialValue(Reflect.get(json, special));
  if (special === "$link" || special === "$stream") {
    const text: unknown = Reflect.get(json, special);
    if (typeof text === "string") return linkTo(text, space);
  }
  const mark = MARKS.find((name) => Object.hasOwn(json, name));
  if (mark !== undefined) {
    throw new UsageError(`not a storable value: ${quote(mark)} is a mark of the store`);
  }
  return Object.fromEntries(
    Object.entries(json).map(([key, member]) => [key, valueFromJson(member, space)]),
  );
}

function onlyKey(json: object): string | undefined {
  const keys = Object.keys(json);
  return keys.length === 1 ? keys[0] : undefined;
}

function linkTo(text: string, space: string): unknown {
  const { id, path, part, scope, space: own } = parseAddress(text);
  if (part !== undefined) throw new UsageError(`not a place of a document: ${quote(text)}`);
  const instance = scope === undefined ? {} : { scope };
  return { "/": { "link@1": { id, space: own === "" ? space : own, path, ...instance } } };
}

function specialValue(given: unknown): unknown {
  const { type, text } = (given ?? {}) as { type?: unknown; text?: unknown };
  if (typeof text === "string") {
    switch (type) {
      case "number":
        return Number(text);
      case "bigint":
        if (/^-?[0-9]+$/.test(text)) return BigInt(text);
        break;
      case "date":
        return new Date(text);
      case "bytes":
        return bytesOf(text);
    }
  }
  throw new UsageError(`not a storable value: ${quote(JSON.stringify({ $value: given }))}`);
}

function bytesOf(text: string): Uint8Array {
  try {
    return Uint8Array.fromBase64(text);
  } catch (cause) {
    throw new UsageError(`not base64: ${quote(text)}`, { cause });
  }
}
