/** The stored form of a function's summary: plain JSON, and the reader that trusts none of it. */
import { compareUtf8 } from "@commonfabric/canonical";
import {
  FACT_KINDS,
  type FactKind,
  type FunctionSummary,
  type Path,
  type ReturnRef,
  type RootSummary,
} from "./summary.ts";
import { RootFacts } from "./root-facts.ts";

export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/** Keys in order; empty lists and false marks are left out. Defaults stay at home: callers do not need them. */
export function encodeSummary(summary: FunctionSummary): JsonValue {
  return {
    height: summary.height,
    ...(summary.recursive ? { recursive: true } : {}),
    returns: summary.returns.map(encodeReturn),
    roots: summary.roots.map(encodeRoot),
  };
}

function encodeRoot(root: RootSummary): JsonValue {
  const lists: [string, JsonValue][] = FACT_KINDS.filter((kind) => root[kind].length > 0)
    .map((kind) => [kind, root[kind]]);
  if (root.passthrough) lists.push(["passthrough", true]);
  return Object.fromEntries(lists.sort(([a], [b]) => compareUtf8(a, b)));
}

function encodeReturn(ref: ReturnRef): JsonValue {
  return {
    ...(ref.at.length > 0 ? { at: ref.at } : {}),
    ...(ref.dynamic ? { dynamic: true } : {}),
    ...(ref.handle === undefined ? {} : { handle: ref.handle }),
    ...(ref.isHandle ? { isHandle: true } : {}),
    path: ref.path,
    root: ref.root,
  };
}

/** The summaries of a module by export name; malformed ones are left out, to be computed again. */
export function readSummaries(value: unknown): ReadonlyMap<string, FunctionSummary> {
  const found = new Map<string, FunctionSummary>();
  const entries = fields(value);
  for (const [name, stored] of entries ?? []) {
    const summary = readSummary(stored);
    if (summary !== undefined) found.set(name, summary);
  }
  return found;
}

/** The summary, or `undefined` when the stored form is malformed. */
export function readSummary(value: unknown): FunctionSummary | undefined {
  const stored = fields(value, SUMMARY_FIELDS);
  if (stored === undefined) return undefined;
  const roots = list(stored.get("roots"), readRoot);
  const height = stored.get("height");
  const recursive = readMark(stored.get("recursive"));
  if (roots === undefined || recursive === undefined) return undefined;
  if (!isCount(height) || height < 1) return undefined;
  const returns = list(stored.get("returns"), readReturn);
  if (returns === undefined || returns.some(({ root }) => root >= roots.length)) return undefined;
  return { roots, returns, recursive, height };
}

const SUMMARY_FIELDS: ReadonlySet<string> = new Set(["height", "recursive", "returns", "roots"]);
const ROOT_FIELDS: ReadonlySet<string> = new Set([...FACT_KINDS, "passthrough"]);
const RETURN_FIELDS: ReadonlySet<string> = new Set([
  "at",
  "dynamic",
  "handle",
  "isHandle",
  "path",
  "root",
]);

function readRoot(value: unknown): RootSummary | undefined {
  const stored = fields(value, ROOT_FIELDS);
  if (stored === undefined) return undefined;
  const facts = new RootFacts();
  for (const kind of FACT_KINDS) {
    const paths = readPaths(stored, kind);
    if (paths === undefined) return undefined;
    paths.forEach((path) => facts.add(kind, path));
  }
  const passthrough = readMark(stored.get("passthrough"));
  if (passthrough === undefined) return undefined;
  facts.isPassedOn = passthrough;
  return facts.summary();
}

function readPaths(
  stored: ReadonlyMap<string, unknown>,
  kind: FactKind,
): readonly Path[] | undefined {
  return stored.has(kind) ? list(stored.get(kind), readPath) : [];
}

function readReturn(value: unknown): ReturnRef | undefined {
  const stored = fields(value, RETURN_FIELDS);
  if (stored === undefined) return undefined;
  const root = stored.get("root");
  const handle = stored.get("handle");
  const path = readPath(stored.get("path"));
  const at = stored.has("at") ? readPath(stored.get("at")) : [];
  const dynamic = readMark(stored.get("dynamic"));
  const isHandle = readMark(stored.get("isHandle"));
  if (!isCount(root) || path === undefined || at === undefined) return undefined;
  if (dynamic === undefined || isHandle === undefined) return undefined;
  if (handle === undefined) return { root, path, dynamic, at, isHandle };
  return isCount(handle) && handle <= path.length
    ? { root, path, dynamic, at, isHandle, handle }
    : undefined;
}

function readPath(value: unknown): Path | undefined {
  return list(value, (segment) => typeof segment === "string" ? segment : undefined);
}

function readMark(value: unknown): boolean | undefined {
  if (value === undefined) return false;
  return value === true ? true : undefined;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function list<T>(value: unknown, read: (item: unknown) => T | undefined): T[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const items: T[] = [];
  for (const item of value) {
    const found = read(item);
    if (found === undefined) return undefined;
    items.push(found);
  }
  return items;
}

/** The members of a plain object; `undefined` for anything else and for members not in `known`. */
function fields(
  value: unknown,
  known?: ReadonlySet<string>,
): ReadonlyMap<string, unknown> | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const entries = Object.entries(value);
  if (known !== undefined && entries.some(([name]) => !known.has(name))) return undefined;
  return new Map(entries);
}
