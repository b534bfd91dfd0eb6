/**
 * Compiled documents by emit key, over the emit index of a space. An entry of the index is a hint: the
 * documents that it names are read with every check, and each must carry the very key.
 */
import { compareUtf8 } from "@commonfabric/canonical";
import { LIMITS } from "@commonfabric/contract";
import { type Identity, isModuleIdentity } from "@commonfabric/module-identity";
import type { SpaceStore } from "@commonfabric/storage";
import { cacheDocumentKey, emitIndexKey } from "../documents/keys.ts";
import { exactFields } from "../documents/shape.ts";
import type { CompiledChecks } from "./doc-trust.ts";
import { loadCompiledDocs, type UsableDoc } from "./load-compiled-closure.ts";
import { readDocuments } from "./read-documents.ts";

/** One member of a component, as the index names it. */
export interface IndexedMember {
  readonly path: string;
  readonly identity: Identity;
}

export interface EmittedDocs {
  /** Every member of a component, by emit key. */
  readonly usable: ReadonlyMap<string, readonly UsableDoc[]>;
  /** Emit keys whose entry is there and of no use. */
  readonly stale: ReadonlySet<string>;
}

/** The components under `emitKeys`: three batched reads, however many there are. */
export async function loadEmittedDocs(
  store: SpaceStore,
  emitKeys: readonly string[],
  checks: CompiledChecks,
): Promise<EmittedDocs> {
  const { runtimeVersion, sha256 } = checks;
  const entries = await readDocuments(
    store,
    emitKeys.map((emitKey) => cacheDocumentKey(emitIndexKey(runtimeVersion, emitKey), sha256)),
  );
  const named = new Map<string, readonly IndexedMember[]>();
  const stale = new Set<string>();
  for (const [index, emitKey] of emitKeys.entries()) {
    const entry = entries[index];
    if (entry === undefined) continue;
    const members = entry === "damaged" ? undefined : parseEmitIndex(entry.doc.value);
    if (members === undefined) stale.add(emitKey);
    else named.set(emitKey, members);
  }
  const identities = new Set([...named.values()].flat().map(({ identity }) => identity));
  const docs = await loadCompiledDocs(store, [...identities], checks);
  const usable = new Map<string, readonly UsableDoc[]>();
  for (const [emitKey, members] of named) {
    const found = members.map(({ path, identity }) => {
      const doc = docs.usable.get(identity);
      return doc?.emitKey === emitKey && doc.filename === path ? doc : undefined;
    });
    if (found.every((doc) => doc !== undefined)) usable.set(emitKey, found);
    else stale.add(emitKey);
  }
  return { usable, stale };
}

/** The members that an entry of the emit index names, sorted by path; `undefined` for other data. */
export function parseEmitIndex(value: unknown): readonly IndexedMember[] | undefined {
  const members = exactFields(value, ["members"])?.get("members");
  if (!Array.isArray(members) || members.length === 0) return undefined;
  if (members.length > LIMITS.closureModules) return undefined;
  const parsed: IndexedMember[] = [];
  for (const member of members) {
    const fields = exactFields(member, ["path", "identity"]);
    const path = fields?.get("path");
    const identity = fields?.get("identity");
    if (typeof path !== "string" || !isModuleIdentity(identity)) return undefined;
    const before = parsed.at(-1);
    if (before !== undefined && compareUtf8(before.path, path) >= 0) return undefined;
    parsed.push({ path, identity });
  }
  return parsed;
}
