/** Exact-shape checks of stored data: what is not exactly expected is no document of ours. */
import { LIMITS } from "@commonfabric/contract";
import { compareUtf8 } from "@commonfabric/canonical";
import { type EdgeKind, isModuleIdentity, type StoredEdge } from "@commonfabric/module-identity";
import type { Attestation, BlobRef } from "./types.ts";

export type Fields = ReadonlyMap<string, unknown>;

/** The own fields of `value`, when these are all `required` and any of `optional`. */
export function exactFields(
  value: unknown,
  required: readonly string[],
  optional: readonly string[] = [],
): Fields | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  if (value instanceof Uint8Array || value instanceof Date) return undefined;
  const fields = new Map(Object.entries(value));
  if (!required.every((name) => fields.has(name))) return undefined;
  for (const name of fields.keys()) {
    if (!required.includes(name) && !optional.includes(name)) return undefined;
  }
  return fields;
}

/** The own data member `key` of `value`; `undefined` for anything else. */
export function memberOf(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return Object.getOwnPropertyDescriptor(value, key)?.value;
}

/** Whether `value` has the form of a SHA-256 in base64url, as identities have. */
export function isDigest(value: unknown): value is string {
  return isModuleIdentity(value);
}

export function parseBlobRef(value: unknown): BlobRef | undefined {
  const fields = exactFields(value, ["hash", "bytes"]);
  const hash = fields?.get("hash");
  const bytes = fields?.get("bytes");
  if (!isDigest(hash) || !Number.isInteger(bytes) || (bytes as number) < 0) return undefined;
  return { hash, bytes: bytes as number };
}

export function parseAttestation(value: unknown): Attestation | undefined {
  const fields = exactFields(value, ["alg", "keyId", "value"]);
  const alg = fields?.get("alg");
  const keyId = fields?.get("keyId");
  const text = fields?.get("value");
  if (alg !== "hmac-sha256" && alg !== "ed25519") return undefined;
  return typeof keyId === "string" && typeof text === "string"
    ? { alg, keyId, value: text }
    : undefined;
}

/** Stored edges: the edge as identity has it, and the link that was stored beside it. */
export interface ParsedEdge {
  readonly edge: StoredEdge;
  readonly link: unknown;
}

/** The edges of a document, sorted by specifier and each once. */
export function parseEdges(value: unknown): readonly ParsedEdge[] | "too-large" | undefined {
  if (!Array.isArray(value)) return undefined;
  if (value.length > LIMITS.importsPerModule) return "too-large";
  const edges: ParsedEdge[] = [];
  let previous: string | undefined;
  for (const item of value) {
    const parsed = parseEdge(item);
    if (parsed === undefined) return undefined;
    const { specifier } = parsed.edge;
    if (previous !== undefined && compareUtf8(previous, specifier) >= 0) return undefined;
    previous = specifier;
    edges.push(parsed);
  }
  return edges;
}

const EDGE_FIELDS: Readonly<Record<EdgeKind, readonly string[]>> = {
  module: ["specifier", "kind", "identity", "link"],
  data: ["specifier", "kind", "identity", "link"],
  host: ["specifier", "kind", "host"],
  package: ["specifier", "kind", "identity"],
};

function parseEdge(value: unknown): ParsedEdge | undefined {
  const loose = exactFields(value, ["specifier", "kind"], ["identity", "host", "link"]);
  const kind = loose?.get("kind");
  if (kind !== "module" && kind !== "data" && kind !== "host" && kind !== "package") {
    return undefined;
  }
  const fields = exactFields(value, EDGE_FIELDS[kind]);
  const specifier = fields?.get("specifier");
  if (fields === undefined || typeof specifier !== "string") return undefined;
  if (kind === "host") {
    const host = fields.get("host");
    return typeof host === "string"
      ? { edge: { specifier, kind, host }, link: undefined }
      : undefined;
  }
  const identity = fields.get("identity");
  if (typeof identity !== "string") return undefined;
  if (kind !== "package" && !isModuleIdentity(identity)) return undefined;
  return { edge: { specifier, kind, identity }, link: fields.get("link") };
}
