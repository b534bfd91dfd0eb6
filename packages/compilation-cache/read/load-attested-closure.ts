/**
 * A compiled closure by its entry alone, where documents are attested: breadth first over what the
 * documents themselves require, one batched read per level and one for all texts. No source document
 * is read: who holds the key has said which body belongs to which identity.
 */
import { LIMITS } from "@commonfabric/contract";
import type { Identity } from "@commonfabric/module-identity";
import type { SpaceStore } from "@commonfabric/storage";
import type { Judged } from "../documents/miss-reason.ts";
import type { StoredCompiledDoc } from "../documents/types.ts";
import type { CompiledChecks } from "./doc-trust.ts";
import {
  type CompiledClosure,
  judgeCompiledDocs,
  parseCompiledDocs,
} from "./load-compiled-closure.ts";
import { edgeTargets } from "./load-source-closure.ts";

/**
 * The compiled documents that `entry` reaches at run time. Behind a document that misses nothing is
 * known, so what an incomplete closure holds is part of it only; one of more than 20,000 modules is a
 * miss of its entry.
 * @throws {InvalidIdentityError}
 */
export async function loadAttestedClosure(
  store: SpaceStore,
  entry: Identity,
  checks: CompiledChecks,
): Promise<CompiledClosure> {
  const parsed = new Map<Identity, Judged<StoredCompiledDoc>>();
  const seen = new Set([entry]);
  for (let level: Identity[] = [entry]; level.length > 0;) {
    if (seen.size > LIMITS.closureModules) {
      return { usable: new Map(), misses: new Map([[entry, "too-large"]]), complete: false };
    }
    const next: Identity[] = [];
    for (const [identity, judged] of await parseCompiledDocs(store, level, checks)) {
      parsed.set(identity, judged);
      if ("miss" in judged) continue;
      const modules = judged.usable.imports.filter(({ kind }) => kind === "module");
      for (const target of edgeTargets({ imports: modules })) {
        if (seen.has(target)) continue;
        seen.add(target);
        next.push(target);
      }
    }
    level = next;
  }
  const docs = await judgeCompiledDocs(store, parsed, checks);
  return { ...docs, complete: docs.misses.size === 0 };
}
