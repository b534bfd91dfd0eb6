/**
 * Identity from stored documents, with SHA-256 alone: no parser runs and no text is scanned. A closure
 * whose documents were altered in any field has a failure, which is a cache miss for the caller.
 */
import {
  compareUtf8,
  decodeBase64Url,
  encodeBase64Url,
  IllFormedTextError,
} from "@commonfabric/canonical";
import { LIMITS } from "@commonfabric/contract";
import {
  componentDigest,
  dataDigest,
  type EncodedEdge,
  memberIdentity,
  sourceDigest,
} from "./encoding.ts";
import { identityDigest, isModuleIdentity } from "./identity-text.ts";
import { codeKindOf, exceedsLength, exceedsPathLimit, pathProblem } from "./paths.ts";
import { tarjanSccs } from "./tarjan-sccs.ts";
import { type IdentityOptions, identityOptions } from "./identity-options.ts";
import type { FileKind, Identity, StoredEdge } from "./types.ts";

/** A source document as it was stored; its fields are foreign data until verified. */
export interface SourceDocument {
  readonly filename: string;
  readonly kind: "source" | "declaration" | "data";
  /** Base64url. */
  readonly sourceDigest: string;
  readonly imports: readonly StoredEdge[];
  /** Normalised text. Absent when it is fetched later, and then checked by `isTextOf`. */
  readonly code?: string;
}

/** Documents by identity. */
export interface SourceDocuments {
  get(identity: Identity): SourceDocument | undefined;
}

/** A document whose fields were recomputed. */
export interface VerifiedModule {
  readonly identity: Identity;
  readonly path: string;
  readonly kind: FileKind;
  readonly sourceDigest: string;
  readonly storedEdges: readonly StoredEdge[];
  /** Equal for members of one import cycle; dependencies have smaller numbers. */
  readonly component: number;
  readonly text?: string;
}

/** A closure that verified. */
export interface VerifiedClosure {
  readonly entry: Identity;
  /** By identity, in discovery order, the entry first. */
  readonly modules: ReadonlyMap<Identity, VerifiedModule>;
}

export type ClosureFailureReason =
  | "missing"
  | "malformed-identity"
  | "path"
  | "kind"
  | "edge"
  | "digest"
  | "duplicate-path"
  | "limit"
  | "identity";

export interface ClosureFailure {
  readonly identity: string;
  readonly reason: ClosureFailureReason;
}

export type ClosureVerdict =
  | { readonly ok: true; readonly closure: VerifiedClosure }
  | { readonly ok: false; readonly failures: readonly ClosureFailure[] };

type HashOptions = Pick<IdentityOptions, "sha256" | "counters">;

/** A document with what its fields mean. */
interface Node {
  readonly identity: Identity;
  readonly path: string;
  readonly kind: FileKind;
  readonly digest: Uint8Array;
  readonly document: SourceDocument;
  readonly targets: number[];
}

const KINDS = new Map<string, FileKind>([
  ["source", "code"],
  ["declaration", "declaration"],
  ["data", "data"],
]);

/** Whether `code` is the text of `document`. Use it for texts that were not there at verification. */
export function isTextOf(
  document: Pick<SourceDocument, "kind" | "sourceDigest">,
  code: string,
  options: HashOptions,
): boolean {
  if (options.counters !== undefined) options.counters.sourceDigests++;
  try {
    const digest = document.kind === "data"
      ? dataDigest(options.sha256, code)
      : sourceDigest(options.sha256, code);
    return encodeBase64Url(digest) === document.sourceDigest;
  } catch (thrown) {
    if (thrown instanceof IllFormedTextError) return false;
    throw thrown;
  }
}

/** Verifies the closure of `entry` in `docs`. Nothing that a document holds makes it throw. */
export function verifySourceClosure(
  entry: Identity,
  docs: SourceDocuments,
  given: Partial<HashOptions> = {},
): ClosureVerdict {
  const options = identityOptions(given);
  const failures: ClosureFailure[] = [];
  const nodes = readNodes(entry, docs, options, failures);
  if (failures.length > 0) return { ok: false, failures };
  const modules = new Map<Identity, VerifiedModule>();
  const components = new Int32Array(nodes.length);
  tarjanSccs(nodes.map(({ targets }) => targets)).forEach((members, number) => {
    for (const member of members) components[member] = number;
    const digest = componentDigest(
      options.sha256,
      members.map((member) => encodedMember(nodes, member, components, number)),
    );
    if (options.counters !== undefined) options.counters.identitiesComputed += members.length;
    for (const member of members) {
      const { identity, path } = nodes[member]!;
      if (memberIdentity(options.sha256, digest, path) !== identity) {
        failures.push({ identity, reason: "identity" });
      }
    }
  });
  if (failures.length > 0) return { ok: false, failures };
  nodes.forEach(({ identity, path, kind, document }, at) => {
    const { code } = document;
    modules.set(identity, {
      identity,
      path,
      kind,
      sourceDigest: document.sourceDigest,
      storedEdges: document.imports,
      component: components[at]!,
      ...(code === undefined ? {} : { text: code }),
    });
  });
  return { ok: true, closure: { entry, modules } };
}

function readNodes(
  entry: Identity,
  docs: SourceDocuments,
  options: HashOptions,
  failures: ClosureFailure[],
): Node[] {
  const indexes = new Map<Identity, number>([[entry, 0]]);
  const queue: Identity[] = [entry];
  const paths = new Set<string>();
  const nodes: Node[] = [];
  const wantedKinds = new Map<Identity, "data" | "module">();
  for (let next = 0; next < queue.length; next++) {
    const identity = queue[next]!;
    const fail = (reason: ClosureFailureReason): void => {
      // An entry of a document may be anything; only text is named.
      failures.push({
        identity: typeof identity === "string" ? identity : typeof identity,
        reason,
      });
    };
    if (next >= LIMITS.closureModules) {
      fail("limit");
      return nodes;
    }
    const document = isModuleIdentity(identity) ? docs.get(identity) : undefined;
    if (document === undefined) {
      fail(isModuleIdentity(identity) ? "missing" : "malformed-identity");
      continue;
    }
    const node = readNode(identity, document, options, fail);
    if (node === undefined) continue;
    if (paths.has(node.path)) fail("duplicate-path");
    paths.add(node.path);
    nodes[next] = node;
    for (const edge of document.imports) {
      if (edge.kind !== "module" && edge.kind !== "data") continue;
      const target = edge.identity!;
      const wanted = wantedKinds.get(target);
      if (wanted !== undefined && wanted !== edge.kind) fail("edge");
      wantedKinds.set(target, edge.kind);
      let index = indexes.get(target);
      if (index === undefined) {
        index = queue.length;
        indexes.set(target, index);
        queue.push(target);
      }
      node.targets.push(index);
    }
  }
  for (const { identity, kind } of nodes.filter((node) => node !== undefined)) {
    const wanted = wantedKinds.get(identity) ?? (kind === "data" ? "data" : "module");
    if ((wanted === "data") !== (kind === "data")) failures.push({ identity, reason: "edge" });
  }
  return nodes;
}

function readNode(
  identity: Identity,
  document: SourceDocument,
  options: HashOptions,
  fail: (reason: ClosureFailureReason) => void,
): Node | undefined {
  const { filename, code } = document;
  const kind = KINDS.get(document.kind);
  if (kind === undefined) return void fail("kind");
  if (
    typeof filename !== "string" || exceedsPathLimit(filename) ||
    pathProblem(filename, kind === "data" ? "data" : "module") !== undefined
  ) return void fail("path");
  if (kind !== "data" && codeKindOf(filename) !== kind) return void fail("kind");
  const digest = isModuleIdentity(document.sourceDigest)
    ? decodeBase64Url(document.sourceDigest)
    : undefined;
  if (digest === undefined) return void fail("digest");
  if (code !== undefined) {
    const limit = kind === "data" ? LIMITS.dataFileBytes : LIMITS.authoredFileBytes;
    if (typeof code !== "string" || exceedsLength(code, limit)) return void fail("limit");
    if (!isTextOf(document, code, options)) return void fail("digest");
  }
  if (!Array.isArray(document.imports)) return void fail("edge");
  if (document.imports.length > LIMITS.importsPerModule) return void fail("limit");
  if (kind === "data" && document.imports.length > 0) return void fail("edge");
  if (!areEdges(document.imports)) return void fail("edge");
  return { identity, path: filename, kind, digest, document, targets: [] };
}

/** Whether `edges` are known kinds with exactly their target, in strict order of specifiers. */
function areEdges(edges: readonly StoredEdge[]): boolean {
  return edges.every((edge: StoredEdge | null | undefined, at) => {
    if (edge === null || edge === undefined) return false;
    const { specifier, kind, identity, host } = edge;
    if (typeof specifier !== "string" || !specifier.isWellFormed()) return false;
    if (exceedsLength(specifier, LIMITS.specifierBytes)) return false;
    if (at > 0 && compareUtf8(edges[at - 1]!.specifier, specifier) >= 0) return false;
    switch (kind) {
      case "host":
        return typeof host === "string" && host.isWellFormed() && identity === undefined;
      case "module":
      case "data":
        return isModuleIdentity(identity) && host === undefined;
      case "package":
        return typeof identity === "string" && identity.isWellFormed() &&
          isModuleIdentity(identity.slice(0, 43)) &&
          (identity.length === 43 || (identity.length > 44 && identity[43] === "/")) &&
          host === undefined;
      default:
        kind satisfies never;
        return false;
    }
  });
}

function encodedMember(
  nodes: readonly Node[],
  member: number,
  components: Int32Array,
  number: number,
): Parameters<typeof componentDigest>[1][number] {
  const { path, kind, digest, document, targets } = nodes[member]!;
  let next = 0;
  const edges = document.imports.map(({ specifier, kind, identity, host }): EncodedEdge => {
    switch (kind) {
      case "host":
        return { specifier, target: { kind: "host", name: host! } };
      case "package":
        return { specifier, target: { kind: "package", name: identity! } };
      case "data":
        next++;
        return { specifier, target: { kind: "data", digest: identityDigest(identity!) } };
      case "module": {
        const target = targets[next++]!;
        return components[target] === number
          ? { specifier, target: { kind: "inside", path: nodes[target]!.path } }
          : { specifier, target: { kind: "outside", digest: identityDigest(identity!) } };
      }
      default:
        throw new TypeError(`Unknown edge kind ${String(kind satisfies never)}.`);
    }
  });
  return { path, kind, digest, edges };
}
