/** Source documents that fail their checks: they, and what imports them, are reported and kept. */
import type { Sha256 } from "@commonfabric/canonical";
import type { Identity } from "@commonfabric/module-identity";
import type { MissReason } from "../documents/miss-reason.ts";
import type { StoredSourceDoc } from "../documents/types.ts";
import { edgeTargets } from "../read/load-source-closure.ts";
import { verifySourceDocs } from "../read/verify-source-docs.ts";
import type { Inventory } from "./inventory.ts";

/**
 * A source document that is kept because it cannot be judged. `absent`: something that it reaches is
 * not there, or is such a document.
 */
export interface UnverifiableSource {
  readonly key: string;
  /** `null` when the key names none. */
  readonly identity: Identity | null;
  readonly reason: MissReason;
}

/** Every source document whose closure does not verify, in the order of the inventory. */
export function unverifiableSources(inventory: Inventory, sha256: Sha256): UnverifiableSource[] {
  const docs = new Map<Identity, StoredSourceDoc>();
  for (const { source } of inventory.rows) {
    if (source !== undefined) docs.set(source.identity, source);
  }
  const { verified, failed } = verifiedAmong(docs, sha256);
  const found: UnverifiableSource[] = [];
  for (const { set, header, identity, source } of inventory.rows) {
    if (set !== "source" || (source !== undefined && verified.has(source.identity))) continue;
    const reason = source === undefined
      ? "shape"
      : failed.has(source.identity)
      ? "identity"
      : "absent";
    found.push({ key: header.tag!, identity: identity ?? null, reason });
  }
  return found;
}

/**
 * The documents whose closures verify. What reaches a document that is absent or fails is left out
 * at once, so that each document is looked at a few times at most, however much is broken.
 */
function verifiedAmong(
  docs: ReadonlyMap<Identity, StoredSourceDoc>,
  sha256: Sha256,
): { readonly verified: ReadonlySet<Identity>; readonly failed: ReadonlySet<Identity> } {
  const importers = importersIn(docs);
  const failed = new Set<Identity>();
  const broken = new Set<Identity>();
  for (const [identity, doc] of docs) if (!isWhole(doc, docs)) broken.add(identity);
  for (;;) {
    spread(broken, importers);
    const whole = new Map([...docs].filter(([identity]) => !broken.has(identity)));
    const found = [...entriesOf(whole)].flatMap((entry) => [
      ...verifySourceDocs(entry, whole, sha256).misses.keys(),
    ]);
    if (found.length === 0) return { verified: new Set(whole.keys()), failed };
    for (const identity of found) {
      failed.add(identity);
      broken.add(identity);
    }
  }
}

function importersIn(docs: ReadonlyMap<Identity, StoredSourceDoc>): Map<Identity, Identity[]> {
  const importers = new Map<Identity, Identity[]>();
  for (const [identity, doc] of docs) {
    for (const target of edgeTargets(doc)) {
      const known = importers.get(target);
      if (known === undefined) importers.set(target, [identity]);
      else known.push(identity);
    }
  }
  return importers;
}

function spread(
  broken: Set<Identity>,
  importers: ReadonlyMap<Identity, readonly Identity[]>,
): void {
  // A set is iterated in order of insertion, also of what is added meanwhile.
  for (const identity of broken) {
    for (const importer of importers.get(identity) ?? []) broken.add(importer);
  }
}

/** Modules from which all others are reached: those that nobody imports, and one of each lone cycle. */
function* entriesOf(docs: ReadonlyMap<Identity, StoredSourceDoc>): Iterable<Identity> {
  const imported = new Set([...docs.values()].flatMap(edgeTargets));
  const reached = new Set<Identity>();
  const entries = [...docs.keys()].filter((identity) => !imported.has(identity));
  for (const entry of [...entries, ...docs.keys()]) {
    if (reached.has(entry)) continue;
    yield entry;
    const waiting = [entry];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (reached.has(next)) continue;
      reached.add(next);
      waiting.push(...edgeTargets(docs.get(next)!));
    }
  }
}

function isWhole(doc: StoredSourceDoc, docs: ReadonlyMap<Identity, StoredSourceDoc>): boolean {
  return edgeTargets(doc).every((target) => docs.has(target));
}
