/** Spaces in memory whose rows can be tampered with, and write powers for them. */
import { nodeSha256 } from "@commonfabric/canonical";
import { type EngineEvent, makeCounters } from "@commonfabric/contract";
import type { CommitBatch, DocKey, SpaceStore, StoredDoc } from "@commonfabric/storage";
import {
  cacheDocumentKey,
  type CachePort,
  type ClosureWrite,
  COMPILED_LABELS,
  compiledDocKey,
  KEY_PREFIXES,
  sourceDocKey,
  type WritePowers,
} from "@commonfabric/compilation-cache";
import { MemorySpace } from "../../../storage/test/support/memory-store.ts";
import { type TestProgram, UNSIGNED, VERSION } from "./programs.ts";

let transactions = 0;

/** A space with its store, as a write-back sees it. */
export interface TestSpace {
  readonly memory: MemorySpace;
  readonly store: SpaceStore;
  readonly port: CachePort;
  readonly events: EngineEvent[];
  readonly counters: ReturnType<typeof makeCounters>;
  readonly powers: WritePowers;
}

export function makeSpace(name = "home"): TestSpace {
  const memory = new MemorySpace(name);
  return spaceOn(memory, memory.open());
}

export function spaceOn(memory: MemorySpace, store: SpaceStore): TestSpace {
  const events: EngineEvent[] = [];
  const counters = makeCounters();
  return {
    memory,
    store,
    port: { store, isLabelled: false, commit: (batch) => store.commit(batch) },
    events,
    counters,
    powers: {
      sha256: nodeSha256,
      newTxId: () => `tx-${++transactions}`,
      emit: (event) => events.push(event),
      counters,
    },
  };
}

export function closureOf(program: TestProgram, more: Partial<ClosureWrite> = {}): ClosureWrite {
  const { entry, sources, compiled } = program;
  return { entry, sources, compiled, ...UNSIGNED, ...more };
}

export function sourceKey(identity: string): DocKey {
  return cacheDocumentKey(sourceDocKey(identity), nodeSha256);
}

export function compiledKey(identity: string, version: string = VERSION): DocKey {
  return cacheDocumentKey(compiledDocKey(version, identity), nodeSha256);
}

/** The same space as a runtime that enforces labels sees it: its commit labels compiled documents. */
export function labelled(space: TestSpace): TestSpace {
  const { store } = space;
  const commit = (batch: CommitBatch) =>
    store.commit({
      ...batch,
      writes: batch.writes.map((write) =>
        write.tag?.startsWith(KEY_PREFIXES.compiled)
          ? { ...write, doc: { ...write.doc, labels: COMPILED_LABELS } }
          : write
      ),
    });
  return { ...space, port: { store, isLabelled: true, commit } };
}

/** Overwrites the value of a document, as somebody with the store file can. */
export async function overwrite(
  store: SpaceStore,
  key: DocKey,
  edit: (value: Record<string, unknown>, stored: StoredDoc) => unknown,
): Promise<void> {
  const [stored] = await store.read([key]);
  const result = await store.commit({
    txId: `tamper-${++transactions}`,
    reads: [],
    writes: [{
      key,
      doc: { value: edit(stored!.doc.value as Record<string, unknown>, stored!) },
      base: stored!.seq,
    }],
  });
  if (!("ok" in result)) throw new Error(`Cannot tamper: ${JSON.stringify(result)}`);
}

/** Canonical bytes of every row by id. */
export function rowsOf(memory: MemorySpace): Map<string, string> {
  return new Map(
    [...memory.rows].map(([id, { bytes }]) => [id, bytes.toBase64()] as const)
      .sort(([a], [b]) => a < b ? -1 : 1),
  );
}
