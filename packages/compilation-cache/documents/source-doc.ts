/** Source documents: from a program, into their stored form, and back with every check of one. */
import { canonicalEqual, encodeUtf8, type Sha256 } from "@commonfabric/canonical";
import { LIMITS } from "@commonfabric/contract";
import type { Identity, ModuleIdentity } from "@commonfabric/module-identity";
import { blobHash, type BlobWrite, type StoredDocument } from "@commonfabric/storage";
import { ModuleTooLargeError, TEXT_LIMITS } from "./limits.ts";
import { compareLink, linkOfEdge } from "./links.ts";
import type { MissReason } from "./miss-reason.ts";
import { exactFields, isDigest, parseBlobRef, parseEdges } from "./shape.ts";
import type { SourceDoc, SourceKind, StoredSourceDoc } from "./types.ts";

const SOURCE_KINDS = { code: "source", declaration: "declaration", data: "data" } as const;

/**
 * The source documents of a program whose identities are known, in the order of `modules`. They are
 * a function of the modules alone: the same module gives the same document in every program.
 * @throws {ModuleTooLargeError}
 */
export function buildSourceDocs(modules: Iterable<ModuleIdentity>): SourceDoc[] {
  return [...modules].map((module) => {
    if (module.storedEdges.length > LIMITS.importsPerModule) {
      const count = module.storedEdges.length;
      throw new ModuleTooLargeError(module.path, "import list", count, LIMITS.importsPerModule);
    }
    return {
      kind: SOURCE_KINDS[module.kind],
      identity: module.identity,
      filename: module.path,
      code: module.text,
      sourceDigest: module.sourceDigest,
      imports: module.storedEdges,
    };
  });
}

/** The value of the document and its blob. @throws {ModuleTooLargeError} */
export function storeSourceDoc(
  doc: SourceDoc,
  sha256: Sha256,
): { readonly value: unknown; readonly blobs: readonly BlobWrite[] } {
  const bytes = encodeUtf8(doc.code);
  const limit = TEXT_LIMITS[doc.kind];
  if (bytes.length > limit) {
    throw new ModuleTooLargeError(doc.filename, "text", bytes.length, limit);
  }
  const hash = blobHash(bytes, sha256);
  const { kind, identity, filename, sourceDigest } = doc;
  const imports = doc.imports.map((edge) => withLink(edge, linkOfEdge(edge, "source", sha256)));
  return {
    value: { kind, identity, filename, code: { hash, bytes: bytes.length }, sourceDigest, imports },
    blobs: [{ hash, bytes }],
  };
}

/** `value` with `link` as a further member, unless there is none. */
export function withLink(value: object, link: unknown): object {
  return link === undefined ? { ...value } : { ...value, link };
}

/** A link that leaves the space makes the whole closure unusable, not only its document. */
export type ParsedSource =
  | { readonly usable: StoredSourceDoc }
  | { readonly miss: MissReason; readonly foreignSpace?: true };

/** The stored source document under `identity`: shape, limits, key and links. */
export function parseSourceDoc(
  stored: StoredDocument,
  identity: Identity,
  sha256: Sha256,
): ParsedSource {
  const value = exactFields(stored, ["value"], ["labels"])?.get("value");
  const fields = exactFields(value, [
    "kind",
    "identity",
    "filename",
    "code",
    "sourceDigest",
    "imports",
  ]);
  if (fields === undefined) return { miss: "shape" };
  const kind = fields.get("kind");
  const filename = fields.get("filename");
  const code = parseBlobRef(fields.get("code"));
  const sourceDigest = fields.get("sourceDigest");
  const edges = parseEdges(fields.get("imports"));
  if (edges === "too-large") return { miss: "too-large" };
  if (!isSourceKind(kind) || typeof filename !== "string" || code === undefined) {
    return { miss: "shape" };
  }
  if (
    !isDigest(sourceDigest) || edges === undefined || typeof fields.get("identity") !== "string"
  ) {
    return { miss: "shape" };
  }
  if (code.bytes > TEXT_LIMITS[kind]) return { miss: "too-large" };
  if (!canonicalEqual(fields.get("identity"), identity)) return { miss: "key" };
  for (const { edge, link } of edges) {
    const found = compareLink(link, linkOfEdge(edge, "source", sha256));
    if (found === "foreign-space") return { miss: "link", foreignSpace: true };
    if (found !== "equal") return { miss: "link" };
  }
  const imports = edges.map(({ edge }) => edge);
  return { usable: { kind, identity, filename, code, sourceDigest, imports } };
}

function isSourceKind(kind: unknown): kind is SourceKind {
  return kind === "source" || kind === "declaration" || kind === "data";
}
