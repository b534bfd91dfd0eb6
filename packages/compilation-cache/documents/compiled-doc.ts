/** Compiled documents: from an emitted body, into their stored form, and back. */
import { encodeUtf8, type Sha256, taggedDigest, utf8Length } from "@commonfabric/canonical";
import { LIMITS, quote } from "@commonfabric/contract";
import type { Identity, StoredEdge } from "@commonfabric/module-identity";
import type { Verdict } from "@commonfabric/sandbox-verifier";
import { blobHash, type BlobWrite, type StoredDocument } from "@commonfabric/storage";
import { ModuleTooLargeError, TEXT_LIMITS } from "./limits.ts";
import { compareLink, linkOfEdge } from "./links.ts";
import type { Judged } from "./miss-reason.ts";
import { exactFields, isDigest, parseAttestation, parseBlobRef, parseEdges } from "./shape.ts";
import { withLink } from "./source-doc.ts";
import type { Attested } from "../attestation/statement.ts";
import {
  type Attestation,
  type BlobRef,
  type CompiledDoc,
  EXTRA_TEXTS,
  type ExtraText,
  type StoredCompiledDoc,
} from "./types.ts";

/** What a compile or a carry produced for one module. */
export interface CompiledInput extends Partial<Record<ExtraText, string>> {
  readonly identity: Identity;
  readonly filename: string;
  readonly body: string;
  readonly verdict: Verdict;
  readonly interfaceDigest: string;
  readonly emitKey: string;
  /** Every edge of the source document. */
  readonly sourceEdges: readonly StoredEdge[];
}

/**
 * The edges that remain at run time: what the body requires, and the data it reads.
 * `undefined` when the body requires something that is no edge of its source.
 */
export function runtimeEdges(
  sourceEdges: readonly StoredEdge[],
  required: readonly string[],
): readonly StoredEdge[] | undefined {
  const missing = new Set(required);
  const kept = sourceEdges.filter(({ specifier, kind }) =>
    kind === "data" || missing.delete(specifier)
  );
  return missing.size === 0 ? kept : undefined;
}

/**
 * The compiled document of one module.
 * @throws {ModuleTooLargeError}
 * @throws {TypeError} when the body requires what its source does not import
 */
export function buildCompiledDoc(input: CompiledInput, runtimeVersion: string): CompiledDoc {
  const { identity, filename, body, verdict, interfaceDigest, emitKey } = input;
  const imports = runtimeEdges(input.sourceEdges, verdict.imports);
  if (imports === undefined) {
    throw new TypeError(`The body of ${quote(filename)} requires what its source does not import.`);
  }
  checkSize(filename, "body", utf8Length(body), TEXT_LIMITS.body);
  checkSize(filename, "import list", imports.length, LIMITS.importsPerModule);
  const extras: Partial<Record<ExtraText, string>> = {};
  for (const name of EXTRA_TEXTS) {
    const text = input[name];
    if (text === undefined) continue;
    checkSize(filename, name, utf8Length(text), TEXT_LIMITS[name]);
    extras[name] = text;
  }
  return {
    kind: "compiled",
    identity,
    filename,
    code: body,
    imports,
    runtimeVersion,
    bodyHash: verdict.bodyHash,
    verdict,
    interfaceDigest,
    emitKey,
    ...extras,
  };
}

/** Attests a document that is about to be stored. */
export type SignDoc = (doc: Attested) => Attestation;

/** The value of the document and its blobs; without `sign` it is not attested. */
export function storeCompiledDoc(
  doc: CompiledDoc,
  sha256: Sha256,
  sign?: SignDoc,
): { readonly value: unknown; readonly blobs: readonly BlobWrite[] } {
  const blobs: BlobWrite[] = [];
  const addBlob = (text: string): BlobRef => {
    const bytes = encodeUtf8(text);
    const hash = blobHash(bytes, sha256);
    blobs.push({ hash, bytes });
    return { hash, bytes: bytes.length };
  };
  const code = addBlob(doc.code);
  const extras: Partial<Record<ExtraText, BlobRef>> = {};
  for (const name of EXTRA_TEXTS) {
    const text = doc[name];
    if (text !== undefined) extras[name] = addBlob(text);
  }
  const { kind, identity, filename, runtimeVersion, verdict, interfaceDigest, emitKey } = doc;
  const imports = doc.imports.map((edge) =>
    withLink(edge, linkOfEdge(edge, { runtimeVersion }, sha256))
  );
  const extrasHash = hashExtras({ filename, interfaceDigest, emitKey, ...extras }, sha256);
  const attestation = sign?.({
    identity,
    runtimeVersion,
    code,
    verdict,
    extrasHash,
    imports: doc.imports,
  });
  const value = {
    kind,
    identity,
    filename,
    code,
    imports,
    runtimeVersion,
    verdict,
    interfaceDigest,
    emitKey,
    ...extras,
    extrasHash,
    ...(attestation === undefined ? {} : { attestation }),
  };
  return { value, blobs };
}

const REQUIRED_FIELDS = [
  "kind",
  "identity",
  "filename",
  "code",
  "imports",
  "runtimeVersion",
  "verdict",
  "interfaceDigest",
  "emitKey",
  "extrasHash",
] as const;

/** The stored compiled document under this toolchain and identity: shape, limits, key and links. */
export function parseCompiledDoc(
  stored: StoredDocument,
  runtimeVersion: string,
  identity: Identity,
  sha256: Sha256,
): Judged<StoredCompiledDoc> {
  const value = exactFields(stored, ["value"], ["labels"])?.get("value");
  const fields = exactFields(value, REQUIRED_FIELDS, [...EXTRA_TEXTS, "attestation"]);
  if (fields === undefined || fields.get("kind") !== "compiled") return { miss: "shape" };
  const code = parseBlobRef(fields.get("code"));
  const edges = parseEdges(fields.get("imports"));
  if (edges === "too-large") return { miss: "too-large" };
  const filename = fields.get("filename");
  const verdict = fields.get("verdict");
  const [interfaceDigest, emitKey, extrasHash] = [
    fields.get("interfaceDigest"),
    fields.get("emitKey"),
    fields.get("extrasHash"),
  ];
  if (code === undefined || edges === undefined || typeof filename !== "string") {
    return { miss: "shape" };
  }
  if (!isVerdict(verdict) || !isDigest(interfaceDigest) || !isDigest(emitKey)) {
    return { miss: "shape" };
  }
  if (!isDigest(extrasHash)) return { miss: "shape" };
  const extras = parseExtras(fields);
  const attestation = fields.has("attestation")
    ? parseAttestation(fields.get("attestation"))
    : undefined;
  if (extras === undefined || (fields.has("attestation") && attestation === undefined)) {
    return { miss: "shape" };
  }
  if (code.bytes > TEXT_LIMITS.body) return { miss: "too-large" };
  for (const name of EXTRA_TEXTS) {
    if ((extras[name]?.bytes ?? 0) > TEXT_LIMITS[name]) return { miss: "too-large" };
  }
  if (fields.get("identity") !== identity || fields.get("runtimeVersion") !== runtimeVersion) {
    return { miss: "key" };
  }
  for (const { edge, link } of edges) {
    if (compareLink(link, linkOfEdge(edge, { runtimeVersion }, sha256)) !== "equal") {
      return { miss: "link" };
    }
  }
  return {
    usable: {
      kind: "compiled",
      identity,
      filename,
      code,
      imports: edges.map(({ edge }) => edge),
      runtimeVersion,
      verdict,
      interfaceDigest,
      emitKey,
      ...extras,
      extrasHash,
      ...(attestation === undefined ? {} : { attestation }),
    },
  };
}

/** Digest over what neither the verdict nor the edges prove. */
export function hashExtras(
  doc: Pick<StoredCompiledDoc, "filename" | "interfaceDigest" | "emitKey" | ExtraText>,
  sha256: Sha256,
): string {
  return taggedDigest(sha256, "cf/compiled-extras/v1", (writer) => {
    writer.str(doc.filename).str(doc.interfaceDigest).str(doc.emitKey);
    for (const name of EXTRA_TEXTS) {
      const ref = doc[name];
      writer.u8(ref === undefined ? 0 : 1);
      if (ref !== undefined) writer.str(ref.hash);
    }
  });
}

function parseExtras(
  fields: ReadonlyMap<string, unknown>,
): Partial<Record<ExtraText, BlobRef>> | undefined {
  const extras: Partial<Record<ExtraText, BlobRef>> = {};
  for (const name of EXTRA_TEXTS) {
    if (!fields.has(name)) continue;
    const ref = parseBlobRef(fields.get(name));
    if (ref === undefined) return undefined;
    extras[name] = ref;
  }
  return extras;
}

/** Only what tells a verdict from other data: its content counts by equality with a fresh one. */
function isVerdict(value: unknown): value is Verdict {
  return typeof value === "object" && value !== null && "ok" in value && value.ok === true;
}

function checkSize(filename: string, what: string, size: number, limit: number): void {
  if (size > limit) throw new ModuleTooLargeError(filename, what, size, limit);
}
