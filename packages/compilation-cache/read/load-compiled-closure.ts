/** Compiled documents of known identities: two batched reads, then every check of one document. */
import { canonicalEqual, type Sha256 } from "@commonfabric/canonical";
import type { Identity, StoredEdge } from "@commonfabric/module-identity";
import type { Rejection, Verdict } from "@commonfabric/sandbox-verifier";
import type { SpaceStore } from "@commonfabric/storage";
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
import { readDocuments, readTexts, textOf } from "./read-documents.ts";
import { edgeTargets } from "./load-source-closure.ts";

/** A module whose source is proven: by its program, or by its verified source document. */
export interface ProvenSource {
  readonly filename: string;
  readonly imports: readonly StoredEdge[];
}

/** The verifier, with the policy of the caller. It must look at this very text. */
export type VerifyBody = (
  body: string,
  module: { readonly identity: Identity } & ProvenSource,
) => Verdict | Rejection;

/** What decides whether a compiled document may be used. */
export interface CompiledChecks {
  readonly runtimeVersion: string;
  /** The proven source of a module; `undefined` makes its compiled document a miss. */
  readonly source: (identity: Identity) => ProvenSource | undefined;
  readonly verifyBody: VerifyBody;
  readonly sha256: Sha256;
  /** A document without the label of the compiler at its root is a miss. */
  readonly requireLabel: boolean;
}

export interface CompiledDocs {
  readonly usable: ReadonlyMap<Identity, CompiledDoc>;
  readonly misses: ReadonlyMap<Identity, MissReason>;
}

/**
 * The compiled documents of `identities`. Without attestation keys no body is trusted: each is
 * verified again, its verdict must equal the stored one, and its edges must be the run-time edges of
 * the proven source.
 * @throws {InvalidIdentityError}
 */
export async function loadCompiledDocs(
  store: SpaceStore,
  identities: readonly Identity[],
  checks: CompiledChecks,
): Promise<CompiledDocs> {
  const { runtimeVersion, sha256 } = checks;
  const stored = await readDocuments(
    store,
    identities.map((identity) =>
      cacheDocumentKey(compiledDocKey(runtimeVersion, identity), sha256)
    ),
  );
  const parsed = identities.map((identity, index): Judged<StoredCompiledDoc> => {
    const found = stored[index];
    if (found === undefined) return { miss: "absent" };
    if (found === "damaged") return { miss: "shape" };
    const judged = parseCompiledDoc(found.doc, runtimeVersion, identity, sha256);
    if ("miss" in judged || !checks.requireLabel) return judged;
    return isCompilerLabelled(found.doc) ? judged : { miss: "label" };
  });
  const refs = parsed.flatMap((judged) => "usable" in judged ? refsOf(judged.usable) : []);
  const texts = await readTexts(store, refs, sha256);
  const usable = new Map<Identity, CompiledDoc>();
  const misses = new Map<Identity, MissReason>();
  for (const [index, identity] of identities.entries()) {
    const one = parsed[index]!;
    const judged = "usable" in one ? judgeCompiled(one.usable, texts, checks) : one;
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
  texts: ReadonlyMap<string, string>,
  checks: CompiledChecks,
): Judged<CompiledDoc> {
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
  if (hashExtras(stored, checks.sha256) !== stored.extrasHash) return { miss: "attestation" };
  const source = checks.source(stored.identity);
  if (source === undefined) return { miss: "edges" };
  const { identity } = stored;
  const { filename, imports } = source;
  const verdict = checks.verifyBody(body, { identity, filename, imports });
  if (!verdict.ok || verdict.bodyHash !== stored.code.hash) return { miss: "verdict" };
  if (!canonicalEqual(verdict, stored.verdict)) return { miss: "verdict" };
  const expected = runtimeEdges(imports, verdict.imports);
  if (filename !== stored.filename || expected === undefined) return { miss: "edges" };
  if (!canonicalEqual(expected, stored.imports)) return { miss: "edges" };
  return { usable: viewOf(stored, body, extras) };
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
