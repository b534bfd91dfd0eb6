/**
 * The compile cache of a space. Three laws hold for everything in it:
 *
 * 1. A content document never changes. It is written once; a second write of the same key is equal,
 *    or a repair of a document that failed its checks. What changes lives in a side document.
 * 2. An element depends only on what its key names. Identity, toolchain and flavour are in the key;
 *    no entry point, sibling, time, user or order of earlier compiles influences its bytes.
 * 3. Compiled elements only save time. Deleting or corrupting any of them changes no result: an
 *    element that cannot prove itself is a miss, and the answer to a miss is a recompile.
 */
export * from "./attestation/attest.ts";
export * from "./attestation/attestation-keys.ts";
export * from "./attestation/attestation-powers.ts";
export * from "./attestation/key-file.ts";
export * from "./attestation/node-attestation-powers.ts";
export { type Attested, statementOf } from "./attestation/statement.ts";
export * from "./collect/collect-garbage.ts";
export {
  COLLECTED_SETS,
  type CollectedSet,
  type CollectionReport,
  emptyCollection,
  type SetReport,
} from "./collect/report.ts";
export { CollectionOvertakenError } from "./collect/sweep-documents.ts";
export type { UnverifiableSource } from "./collect/unverifiable.ts";
export { buildCompiledDoc, type CompiledInput } from "./documents/compiled-doc.ts";
export * from "./documents/compiler-label.ts";
export * from "./documents/keys.ts";
export { ClosureTooLargeError, ModuleTooLargeError } from "./documents/limits.ts";
export * from "./documents/miss-reason.ts";
export { buildSourceDocs } from "./documents/source-doc.ts";
export * from "./documents/types.ts";
export * from "./edge-memo.ts";
export * from "./fingerprint/fingerprint-of-sources.ts";
export * from "./fingerprint/fingerprint-powers.ts";
export * from "./fingerprint/node-fingerprint-powers.ts";
export * from "./fingerprint/runtime-version.ts";
export * from "./inspect/audit-cache.ts";
export * from "./inspect/cache-stats.ts";
export * from "./inspect/list-cache.ts";
export * from "./inspect/verify-cache.ts";
export * from "./leases/claim-compile.ts";
export { HeldLease, type LeasePowers } from "./leases/held-lease.ts";
export { LEASE_MS, RENEW_MS } from "./leases/lease-document.ts";
export * from "./lifetime.ts";
export * from "./notes.ts";
export * from "./pins.ts";
export * from "./read/doc-trust.ts";
export * from "./read/load-attested-closure.ts";
export {
  type CompiledClosure,
  type CompiledDocs,
  isComplete,
  loadCompiledClosure,
  loadCompiledDocs,
  type UsableDoc,
} from "./read/load-compiled-closure.ts";
export { type EmittedDocs, loadEmittedDocs } from "./read/load-emitted-docs.ts";
export * from "./read/load-retained.ts";
export * from "./read/load-source-closure.ts";
export * from "./read/unsound-sources.ts";
export * from "./read/verify-source-docs.ts";
export * from "./replicate/copy-closure.ts";
export * from "./replicate/intents.ts";
export * from "./write/cache-port.ts";
export { type WrittenModules } from "./write/put-documents.ts";
export * from "./write/write-closure.ts";
export { dependenciesFirst } from "./write/write-order.ts";
