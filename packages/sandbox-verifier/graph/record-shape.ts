/** Check 1: keys and records are what they claim, judged by descriptor without running a getter. */
import { decodeBase64Url } from "@commonfabric/canonical";
import { quote } from "@commonfabric/contract";
import type { HostTable } from "@commonfabric/contract";

export type RecordKind = "module" | "host" | "package";

const DIGEST_BYTES = 32;
const PREFIXES: readonly (readonly [prefix: string, kind: RecordKind])[] = [
  ["cf:module/", "module"],
  ["cf:runtime/", "host"],
  ["package:", "package"],
];
const FIELDS: ReadonlySet<PropertyKey> = new Set(["imports", "exports", "resolutions", "execute"]);

/** What a record of key `key` is, or `undefined` for a key of no accepted form. */
export function recordKind(key: string, hosts: HostTable): RecordKind | undefined {
  for (const [prefix, kind] of PREFIXES) {
    if (!key.startsWith(prefix)) continue;
    const rest = key.slice(prefix.length);
    const isWellFormed = kind === "host"
      ? hosts.modules.has(rest)
      : kind === "module"
      ? isDigest(rest)
      : isDigest(rest.split("/", 1)[0]!);
    return isWellFormed ? kind : undefined;
  }
  return undefined;
}

function isDigest(text: string): boolean {
  return decodeBase64Url(text)?.length === DIGEST_BYTES;
}

/** What is wrong with the shape of `record`, or `undefined`. */
export function recordFault(record: unknown): string | undefined {
  if (typeof record !== "object" || record === null) return "is not an object";
  for (const key of Reflect.ownKeys(record)) {
    if (!FIELDS.has(key)) return `has the field ${quote(String(key))}`;
    if (ownValue(record, key) === undefined && key !== "resolutions") {
      return `has no plain value for ${quote(String(key))}`;
    }
  }
  if (!isNameList(ownValue(record, "imports"))) return "has no list of unique imports";
  if (!isNameList(ownValue(record, "exports"))) return "has no list of unique exports";
  if (typeof ownValue(record, "execute") !== "function") return "cannot be executed";
  return Object.hasOwn(record, "resolutions") &&
      !isTextTable(ownValue(record, "resolutions"))
    ? "has no plain table of resolutions"
    : undefined;
}

/** The value of an own data property; `undefined` for accessors. */
function ownValue(object: object, key: PropertyKey): unknown {
  return Object.getOwnPropertyDescriptor(object, key)?.value;
}

function isNameList(value: unknown): boolean {
  if (!Array.isArray(value)) return false;
  const seen = new Set<string>();
  for (let at = 0; at < value.length; at++) {
    const name = ownValue(value, String(at));
    if (typeof name !== "string" || seen.has(name)) return false;
    seen.add(name);
  }
  return true;
}

function isTextTable(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) return false;
  return Reflect.ownKeys(value).every((key) =>
    typeof key === "string" && key !== "__proto__" && typeof ownValue(value, key) === "string"
  );
}
