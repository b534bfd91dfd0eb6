/** The documents of the cache: public views with their texts, and stored forms with blobs. */
import type { Identity, StoredEdge } from "@commonfabric/module-identity";
import type { Verdict } from "@commonfabric/sandbox-verifier";

interface ModuleDocBase {
  readonly identity: Identity;
  /** Authored path, without load prefix. */
  readonly filename: string;
  readonly code: string;
  /** In the order of module identity: by specifier. */
  readonly imports: readonly StoredEdge[];
}

export type SourceKind = "source" | "declaration" | "data";

/** What a module is, authored. `imports` holds every edge, value and type. */
export interface SourceDoc extends ModuleDocBase {
  readonly kind: SourceKind;
  readonly sourceDigest: string;
}

export interface Attestation {
  readonly alg: "hmac-sha256" | "ed25519";
  readonly keyId: string;
  /** Base64url. */
  readonly value: string;
}

/** The emitted body and what belongs to it. `imports` holds the edges that remain at run time. */
export interface CompiledDoc extends ModuleDocBase {
  readonly kind: "compiled";
  readonly runtimeVersion: string;
  /** SHA-256 of the UTF-8 body, base64url. */
  readonly bodyHash: string;
  readonly verdict: Verdict;
  readonly interfaceDigest: string;
  readonly emitKey: string;
  /** JSON text, without `sourcesContent`. */
  readonly sourceMap?: string;
  /** JSON text of the transformer. */
  readonly sites?: string;
  readonly summary?: string;
  /** JSON text: diagnostics that every load of the module shows again. */
  readonly warnings?: string;
  readonly coverage?: string;
  readonly attestation?: Attestation;
}

/** The texts that may accompany a body, in the order in which they are digested. */
export const EXTRA_TEXTS = ["sourceMap", "sites", "summary", "warnings", "coverage"] as const;

export type ExtraText = typeof EXTRA_TEXTS[number];

/** A text in the blob table. `bytes` is its length in UTF-8. */
export interface BlobRef {
  readonly hash: string;
  readonly bytes: number;
}

/** Stored form: the text is a blob, and each edge to a module carries the derived link. */
export interface StoredSourceDoc extends Omit<SourceDoc, "code"> {
  readonly code: BlobRef;
}

/** Stored form: texts are blobs, and `extrasHash` binds them to the document. */
export interface StoredCompiledDoc
  extends Omit<CompiledDoc, "code" | "bodyHash" | ExtraText>, Partial<Record<ExtraText, BlobRef>> {
  readonly code: BlobRef;
  readonly extrasHash: string;
}
