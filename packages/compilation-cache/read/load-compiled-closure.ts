/** Compiled documents: one batched read, one of their texts, and every check of one document. */
import { canonicalEqual } from "@commonfabric/canonical";
import type { Identity } from "@commonfabric/module-identity";
import type { SpaceId, SpaceStore } from "@commonfabric/storage";
import { verifyAttestation } from "../attestation/attest.ts";
import { hashExtras, parseCompiledDoc, runtimeEdges } from "../documents/compiled-doc.ts";
import { isCompilerLabelled } from "../documents/compiler-label.ts";
import { cacheDocumentKey, compiledDocKey } from "../documents/keys.ts";
import type { Judged, MissReason } from "../documents/miss-reason.ts";
import {
  type BlobRef,
  type CompiledDoc,
  EXTRA_TEXTS,
  type ExtraText,
  type StoredCompiledDoc,
} from "../documents/types.ts";
import type { CompiledChecks } from "./doc-trust.ts";
import { type BlobTexts, readDocuments, readTexts, textOf } from "./read-documents.ts";
import { edgeTargets } from "./load-source-closure.ts";

/** A compiled document that may be used. */
export interface UsableDoc extends CompiledDoc {
  /** `attested`: signed, and its verdict is current, so that the body needs no verification. */
  readonly trust: "attested" | "none";
  /** Usable, and to be written anew: the body was verified under a newer verifier. */
  readonly outdated?: MissReason;
}

export interface CompiledDocs {
  readonly usable: ReadonlyMap<Identity, UsableDoc>;
  readonly misses: ReadonlyMap<Identity, MissReason>;
}

/**
 * The compiled documents of `identities`. With keys, a document without a valid attestation for this
 * space is a miss. With `"none"` each body is verified again, its verdict must equal the stored one,
 * and its edges must be the run-time edges of the proven source.
 * @throws {InvalidIdentityError}
 */
export async function loadCompiledDocs(
  store: SpaceStore,
  identities: readonly Identity[],
  checks: CompiledChecks,
): Promise<CompiledDocs> {
  return await judgeCompiledDocs(store, await parseCompiledDocs(store, identities, checks), checks);
}

/** What is stored under `identities`: shape, limits, key and links. One batched read, no text. */
export async function parseCompiledDocs(
  store: SpaceStore,
  identities: readonly Identity[],
  { runtimeVersion, requireLabel, sha256 }: Pick<
    CompiledChecks,
    "runtimeVersion" | "requireLabel" | "sha256"
  >,
): Promise<ReadonlyMap<Identity, Judged<StoredCompiledDoc>>> {
  const keys = identities.map((identity) =>
    cacheDocumentKey(compiledDocKey(runtimeVersion, identity), sha256)
  );
  const stored = await readDocuments(store, keys);
  return new Map(identities.map((identity, index) => {
    const found = stored[index];
    if (found === undefined) return [identity, { miss: "absent" }];
    if (found === "damaged") return [identity, { miss: "shape" }];
    const judged = parseCompiledDoc(found.doc, runtimeVersion, identity, sha256);
    if ("miss" in judged || !requireLabel) return [identity, judged];
    return [identity, isCompilerLabelled(found.doc) ? judged : { miss: "label" }];
  }));
}

/** The checks of texts, attestation and verdict; one batched read of blobs. */
export async function judgeCompiledDocs(
  store: SpaceStore,
  parsed: ReadonlyMap<Identity, Judged<StoredCompiledDoc>>,
  checks: CompiledChecks,
): Promise<CompiledDocs> {
  const refs = [...parsed.values()].flatMap((one) => "usable" in one ? refsOf(one.usable) : []);
  const texts = await readTexts(store, refs, checks.sha256);
  const usable = new Map<Identity, UsableDoc>();
  const misses = new Map<Identity, MissReason>();
  for (const [identity, one] of parsed) {
    const judged = "usable" in one ? judgeCompiled(one.usable, texts, checks, store.space) : one;
    if ("usable" in judged) usable.set(identity, judged.usable);
    else misses.set(identity, judged.miss);
  }
  return { usable, misses };
}

/** A compiled closure of one entry; complete when nothing that it reaches at run time missed. */
export interface CompiledClosure extends CompiledDocs {
  readonly complete: boolean;
}

/**
 * The compiled documents of the closure of `entry`, whose modules are `identities`. Modules that
 * only types reach may be absent from a complete closure: nothing runs them.
 */
export async function loadCompiledClosure(
  store: SpaceStore,
  entry: Identity,
  identities: readonly Identity[],
  checks: CompiledChecks,
): Promise<CompiledClosure> {
  const docs = await loadCompiledDocs(store, identities, checks);
  return { ...docs, complete: isComplete(entry, docs.usable) };
}

/** Whether every module that `entry` reaches at run time is among `usable`. */
export function isComplete(
  entry: Identity,
  usable: ReadonlyMap<Identity, Pick<CompiledDoc, "imports">>,
): boolean {
  const seen = new Set([entry]);
  // A set is iterated in order of insertion, also of what is added meanwhile.
  for (const identity of seen) {
    const doc = usable.get(identity);
    if (doc === undefined) return false;
    const modules = { imports: doc.imports.filter(({ kind }) => kind === "module") };
    for (const target of edgeTargets(modules)) seen.add(target);
  }
  return true;
}

function refsOf(doc: StoredCompiledDoc): BlobRef[] {
  return [doc.code, ...EXTRA_TEXTS.flatMap((name) => doc[name] ?? [])];
}

function judgeCompiled(
  stored: StoredCompiledDoc,
  texts: BlobTexts,
  checks: CompiledChecks,
  space: SpaceId,
): Judged<UsableDoc> {
  const { attester, sha256 } = checks;
  const body = textOf(stored.code, texts);
  const extras: Partial<Record<ExtraText, string>> = {};
  for (const name of EXTRA_TEXTS) {
    const ref = stored[name];
    if (ref === undefined) continue;
    const text = textOf(ref, texts);
    if (text === undefined) return { miss: "blob" };
    extras[name] = text;
  }
  if (body === undefined) return { miss: "blob" };
  if (hashExtras(stored, sha256) !== stored.extrasHash) return { miss: "attestation" };
  if (attester === "none") {
    const verdict = verifyUnattested(stored, body, checks);
    return "miss" in verdict
      ? verdict
      : { usable: { ...viewOf(stored, body, extras), trust: "none" } };
  }
  if (!verifyAttestation(stored, space, attester, sha256)) return { miss: "attestation" };
  const { verdict } = stored;
  if (verdict.bodyHash !== stored.code.hash) return { miss: "verdict" };
  if (checks.isCurrentVerdict(verdict)) {
    return { usable: { ...viewOf(stored, body, extras), trust: "attested" } };
  }
  const again = checks.verifyBody(body, { ...stored, identity: stored.identity });
  if (!again.ok || again.bodyHash !== stored.code.hash) return { miss: "verdict" };
  const view = viewOf({ ...stored, verdict: again }, body, extras);
  return { usable: { ...view, trust: "none", outdated: "verdict" } };
}

/** Bodies that nobody signed: safe to run, and edges and verdict are what they must be. */
function verifyUnattested(
  stored: StoredCompiledDoc,
  body: string,
  checks: CompiledChecks,
): { readonly ok: true } | { readonly miss: MissReason } {
  const { identity } = stored;
  const source = checks.source(identity);
  if (source === undefined) return { miss: "edges" };
  const { filename, imports } = source;
  const verdict = checks.verifyBody(body, { identity, filename, imports });
  if (!verdict.ok || verdict.bodyHash !== stored.code.hash) return { miss: "verdict" };
  if (!canonicalEqual(verdict, stored.verdict)) return { miss: "verdict" };
  const expected = runtimeEdges(imports, verdict.imports);
  if (filename !== stored.filename || expected === undefined) return { miss: "edges" };
  if (!canonicalEqual(expected, stored.imports)) return { miss: "edges" };
  return { ok: true };
}

function viewOf(
  stored: StoredCompiledDoc,
  body: string,
  extras: Partial<Record<ExtraText, string>>,
): CompiledDoc {
  const { kind, identity, filename, imports, runtimeVersion, verdict } = stored;
  const { interfaceDigest, emitKey, attestation } = stored;
  return {
    kind,
    identity,
    filename,
    code: body,
    imports,
    runtimeVersion,
    bodyHash: stored.code.hash,
    verdict,
    interfaceDigest,
    emitKey,
    ...extras,
    ...(attestation === undefined ? {} : { attestation }),
  };
}
