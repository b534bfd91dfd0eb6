/** A space in memory, shared by every store that is opened on it: a test double of the contract. */
import {
  bytesEqual,
  compareUtf8,
  decodeCanonical,
  encodeBase64Url,
  nodeSha256,
} from "@commonfabric/canonical";
import { docKeyDigest, docKeyText } from "../../document-id.ts";
import { decideCommit } from "../../decide-commit.ts";
import { StoreClosedError, StoreCorruptError } from "../../errors.ts";
import { NoticeFeed } from "../../notice-feed.ts";
import { decodeObservation } from "../../observation-row.ts";
import { prepareBatch, type PreparedObservation } from "../../prepared-batch.ts";
import { checkSpaceId } from "../../space-id.ts";
import type * as storage from "../../types.ts";

interface Row {
  key: storage.DocKey;
  seq: storage.Seq;
  at: number;
  bytes: Uint8Array;
  tag: string | null;
  refs: readonly string[];
}

interface ObservationRow {
  seq: storage.Seq;
  at: number;
  row: PreparedObservation;
}

/** What all stores of one memory space share. */
export class MemorySpace {
  readonly space: storage.SpaceId;
  readonly rows: Map<string, Row> = new Map();
  readonly blobs: Map<string, Uint8Array> = new Map();
  readonly observations: Map<string, ObservationRow> = new Map();
  readonly log: Extract<storage.CommitNotice, { seq: number }>[] = [];
  readonly outcomes: Map<string, { seq: storage.Seq; at: number }> = new Map();
  readonly feeds: Set<NoticeFeed> = new Set();
  readonly nowMs: () => number;
  readonly #digests = new Map<string, Uint8Array>();
  head: storage.Seq = 0;
  trimmed: storage.Seq = 0;

  constructor(space: storage.SpaceId, nowMs: () => number = () => 1_000) {
    this.space = checkSpaceId(space);
    this.nowMs = nowMs;
  }

  open(): storage.SpaceStore {
    return new MemoryStore(this);
  }

  digestOf(key: storage.DocKey): Uint8Array {
    const text = docKeyText(key);
    const known = this.#digests.get(text);
    if (known !== undefined) return known;
    const digest = docKeyDigest(key, nodeSha256);
    this.#digests.set(text, digest);
    return digest;
  }

  noticesAfter(after: storage.Seq): readonly storage.CommitNotice[] {
    if (after < this.trimmed) return [{ reset: this.head }];
    return this.log.slice(this.log.findLastIndex((notice) => notice.seq <= after) + 1);
  }

  /** Forgets the whole commit log, as a store does with entries older than 24 hours. */
  trim(): void {
    this.log.length = 0;
    this.trimmed = this.head;
  }
}

/** Memory stores by space: equal ids share their documents. */
export function memoryStores(nowMs?: () => number): storage.SpaceStores {
  const spaces = new Map<storage.SpaceId, MemorySpace>();
  return (id) => {
    const space = spaces.get(id) ?? new MemorySpace(id, nowMs);
    spaces.set(id, space);
    return Promise.resolve(space.open());
  };
}

/** One store on a space of its own. */
export function memoryStore(space: storage.SpaceId): storage.SpaceStore {
  return new MemorySpace(space).open();
}

class MemoryStore implements storage.SpaceStore {
  readonly space: storage.SpaceId;
  readonly upkeep: storage.StoreUpkeep;
  readonly #shared: MemorySpace;
  readonly #feed: NoticeFeed;
  #closed = false;

  constructor(shared: MemorySpace) {
    this.space = shared.space;
    this.#shared = shared;
    this.#feed = new NoticeFeed(shared);
    this.upkeep = new MemoryUpkeep(() => this.#open());
    shared.feeds.add(this.#feed);
  }

  readSync(key: storage.DocKey): storage.StoredDoc | undefined {
    const row = this.#open().rows.get(docKeyText(key));
    return row && {
      seq: row.seq,
      at: row.at,
      doc: decode(row.bytes, key.id) as storage.StoredDocument,
    };
  }

  read(keys: readonly storage.DocKey[]): Promise<(storage.StoredDoc | undefined)[]> {
    return attempt(() => keys.map((key) => this.readSync(key)));
  }

  heads(keys: readonly storage.DocKey[]): Promise<(storage.Seq | undefined)[]> {
    return attempt(() => keys.map((key) => this.#open().rows.get(docKeyText(key))?.seq));
  }

  readBlobs(hashes: readonly string[]): Promise<(Uint8Array | undefined)[]> {
    return attempt(() => hashes.map((hash) => this.#open().blobs.get(hash)?.slice()));
  }

  commit(batch: storage.CommitBatch): Promise<storage.CommitResult> {
    return attempt(() => this.commitSync(batch));
  }

  commitSync(batch: storage.CommitBatch): storage.CommitResult {
    if (this.#closed) return { refused: { code: "closed" } };
    const shared = this.#shared;
    const prepared = prepareBatch(batch, nodeSha256, (key) => shared.digestOf(key));
    if ("refused" in prepared) return prepared;
    const earlier = shared.outcomes.get(batch.txId);
    if (earlier !== undefined) return { ok: earlier };
    const decision = decideCommit(prepared, {
      document: ({ key }) => {
        const row = shared.rows.get(docKeyText(key));
        return row && { seq: row.seq, bytes: () => row.bytes };
      },
      head: () => shared.head,
    });
    if (!("accepted" in decision)) return decision;
    const at = shared.nowMs();
    for (const { digest, bytes } of prepared.blobs) {
      shared.blobs.set(encodeBase64Url(digest), bytes.slice());
    }
    if (decision.accepted.length > 0) shared.head++;
    const seq = shared.head;
    for (const { write: { key, bytes, tag, refs } } of decision.accepted) {
      if (bytes === null) shared.rows.delete(docKeyText(key));
      else shared.rows.set(docKeyText(key), { key, seq, at, bytes, tag, refs });
    }
    for (const { piece, action } of prepared.forget) {
      shared.observations.delete(JSON.stringify([docKeyText(piece), action]));
    }
    for (const row of prepared.observations) {
      const id = JSON.stringify([docKeyText(row.piece), row.action]);
      shared.observations.set(id, { seq, at, row });
    }
    if (decision.accepted.length > 0) {
      const keys = decision.accepted.map(({ write }) => write.key);
      shared.log.push({ seq, txId: batch.txId, keys });
    }
    shared.outcomes.set(batch.txId, { seq, at });
    for (const feed of shared.feeds) feed.wake();
    return { ok: { seq, at } };
  }

  subscribe(after: storage.Seq, fn: (notice: storage.CommitNotice) => void): storage.Cancel {
    this.#open();
    return this.#feed.subscribe(after, fn);
  }

  observations(pieces: readonly storage.DocKey[]): Promise<storage.StoredObservation[]> {
    return attempt(() => {
      const rows = [...this.#open().observations.values()];
      return pieces.flatMap((piece) =>
        rows.filter(({ row }) => docKeyText(row.piece) === docKeyText(piece))
          .sort((a, b) => compareUtf8(a.row.action, b.row.action))
          .map(({ seq, at, row }) => ({
            seq,
            at,
            observation: decodeObservation(row.bytes)!,
          }))
      );
    });
  }

  affected(keys: readonly storage.DocKey[]): Promise<storage.DocKey[]> {
    return attempt(() => {
      const pieces = new Map<string, storage.DocKey>();
      for (const key of keys) {
        const digest = this.#open().digestOf(key);
        for (const { row } of this.#open().observations.values()) {
          const observed = row.reads.some((read) => bytesEqual(read, digest));
          if (observed) pieces.set(docKeyText(row.piece), row.piece);
        }
      }
      return [...pieces.values()];
    });
  }

  list(query: storage.ListQuery): Promise<storage.DocHeader[]> {
    return attempt(() => {
      const prefix = query.tagPrefix;
      const place = (row: Row) => prefix === undefined ? row.key.id : row.tag ?? "";
      const rows = [...this.#open().rows.values()]
        .filter((row) => prefix === undefined || row.tag?.startsWith(prefix))
        .filter((row) => !query.refs || row.refs.length > 0)
        .filter((row) => compareUtf8(place(row), query.after ?? "") > 0)
        .sort((a, b) =>
          compareUtf8(place(a), place(b)) || compareUtf8(a.key.id, b.key.id) ||
          compareUtf8(a.key.scopeKey, b.key.scopeKey)
        );
      const last = rows[query.limit - 1];
      const page = rows.filter((row, index) =>
        index < query.limit || (last !== undefined && place(row) === place(last))
      );
      return page.map(headerOf);
    });
  }

  blobStats(): Promise<storage.BlobStats> {
    return attempt(() => {
      const sizes = [...this.#open().blobs.values()].map(({ length }) => length);
      return { count: sizes.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
    });
  }

  head(): Promise<storage.Seq> {
    return attempt(() => this.#open().head);
  }

  close(): Promise<void> {
    this.#closed = true;
    this.#feed.close();
    this.#shared.feeds.delete(this.#feed);
    return Promise.resolve();
  }

  #open(): MemorySpace {
    if (this.#closed) throw new StoreClosedError(this.space);
    return this.#shared;
  }
}

function headerOf({ key, seq, at, bytes, tag, refs }: Row): storage.DocHeader {
  return {
    key,
    seq,
    at,
    bytes: bytes.length,
    ...(tag === null ? {} : { tag }),
    ...(refs.length === 0 ? {} : { refs }),
  };
}

class MemoryUpkeep implements storage.StoreUpkeep {
  readonly #open: () => MemorySpace;

  constructor(open: () => MemorySpace) {
    this.#open = open;
  }

  now(): Promise<number> {
    return attempt(() => this.#open().nowMs());
  }

  notices(after: storage.Seq): Promise<readonly storage.CommitNotice[]> {
    return attempt(() => this.#open().noticesAfter(after));
  }

  headers(keys: readonly storage.DocKey[]): Promise<(storage.DocHeader | undefined)[]> {
    return attempt(() =>
      keys.map((key) => {
        const row = this.#open().rows.get(docKeyText(key));
        return row && headerOf(row);
      })
    );
  }

  listBlobs(
    { after = "", limit }: { readonly after?: string; readonly limit: number },
  ): Promise<readonly storage.BlobHeader[]> {
    return attempt(() =>
      [...this.#open().blobs].map(([hash, { length }]) => ({ hash, bytes: length }))
        .filter(({ hash }) => compareUtf8(hash, after) > 0)
        .sort((a, b) => compareUtf8(a.hash, b.hash))
        .slice(0, limit)
    );
  }

  deleteBlobs({ hashes, since, namedBy }: storage.BlobSweep): Promise<storage.BlobStats> {
    return attempt(() => {
      const { rows, blobs } = this.#open();
      const written = [...rows.values()].filter(({ seq, tag }) => seq > since && tag !== null);
      const named = new Set(written.flatMap(({ bytes, key }) => [
        ...namedBy(decode(bytes, key.id) as storage.StoredDocument),
      ]));
      const gone = hashes.filter((hash) => blobs.has(hash) && !named.has(hash));
      const sizes = gone.map((hash) => blobs.get(hash)!.length);
      for (const hash of gone) blobs.delete(hash);
      return { count: gone.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
    });
  }

  strayObservations(): Promise<storage.StrayObservations> {
    return attempt(() => {
      const { rows, observations } = this.#open();
      const all = [...observations.values()];
      const isStray = ({ row }: ObservationRow) => !rows.has(docKeyText(row.piece));
      const kept = all.filter((each) => !isStray(each)).map(({ at }) => at);
      const oldest = kept.length === 0 ? null : Math.min(...kept);
      const strays = all.filter(isStray)
        .map(({ at, row: { piece, action, bytes } }) => ({
          piece,
          action,
          at,
          bytes: bytes.length,
        }))
        .sort((a, b) =>
          compareUtf8(a.piece.id, b.piece.id) ||
          compareUtf8(a.piece.scopeKey, b.piece.scopeKey) || compareUtf8(a.action, b.action)
        );
      return { rows: strays, others: { count: kept.length, oldest } };
    });
  }

  compact(): Promise<boolean> {
    return Promise.resolve(true);
  }
}

function decode(bytes: Uint8Array, id: string): unknown {
  try {
    return decodeCanonical(bytes);
  } catch (cause) {
    throw new StoreCorruptError("memory", `document ${id} cannot be decoded`, { cause });
  }
}

function attempt<T>(fn: () => T): Promise<T> {
  return new Promise((resolve) => resolve(fn()));
}
