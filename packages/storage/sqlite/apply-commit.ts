/** A prepared batch against a space file: decided and applied inside one write transaction. */
import { encodeBase64Url } from "@commonfabric/canonical";
import { type CurrentDocument, decideCommit } from "../decide-commit.ts";
import type { AcceptedWrite } from "../decide-commit.ts";
import type { CommitOf } from "../notice-feed.ts";
import type { PreparedBatch, PreparedForget, PreparedObservation } from "../prepared-batch.ts";
import type { CommitResult, DocKey, Seq } from "../types.ts";
import type { CommitLog } from "./commit-log.ts";
import { type KnownObservations, sameKeys } from "./known-observations.ts";
import type { KnownRows, RowPlace } from "./known-rows.ts";
import type { SqlSession } from "./sql-session.ts";

type CurrentRow = CurrentDocument & RowPlace;

/** The outcome of a batch, and what subscribers are told when it moved the head. */
export interface Applied {
  readonly result: CommitResult;
  readonly notice?: CommitOf;
}

/** Commits `batch` at store time `at`. Durable when it returns, unless it is transient. */
export function applyCommit(
  sql: SqlSession,
  parts: {
    readonly log: CommitLog;
    readonly rows: KnownRows;
    readonly observations: KnownObservations;
  },
  batch: PreparedBatch,
  at: number,
): Applied {
  const { log, rows, observations } = parts;
  const commit = (): Applied => {
    if (!rows.keepIf(sql.dataVersion())) observations.forget();
    const earlier = log.outcomeOf(batch.txId);
    if (earlier !== undefined) return { result: { ok: earlier } };
    const decision = decideCommit(batch, {
      document: (document) => currentRow(sql, rows, document),
      head: () => log.head(),
    });
    if (!("accepted" in decision)) return { result: decision };
    for (const { digest, bytes } of batch.blobs) putBlob(sql, digest, bytes);
    const moved = decision.accepted.length > 0;
    const seq = log.head() + (moved ? 1 : 0);
    putDocuments(sql, rows, decision.accepted, { seq, at });
    for (const row of batch.forget) forgetObservation(sql, observations, row);
    for (const each of batch.observations) putObservation(sql, observations, each, { seq, at });
    if (moved) log.append(seq, at, batch.txId, decision.accepted.map(({ write }) => write));
    log.recordOutcome(batch.txId, seq, at);
    const result = { ok: { seq, at } };
    if (!moved) return { result };
    const keys = decision.accepted.map(({ write }) => write.key);
    return { result, notice: { seq, txId: batch.txId, keys } };
  };
  const onRollback = (): void => {
    rows.forget();
    observations.forget();
  };
  return batch.isTransient ? sql.writeUnsynced(commit, onRollback) : sql.write(commit, onRollback);
}

function currentRow(
  sql: SqlSession,
  rows: KnownRows,
  { key, digest }: { readonly key: DocKey; readonly digest: Uint8Array },
): CurrentRow | undefined {
  let place = rows.placeOf(key);
  if (place === undefined) {
    const found = sql.get("SELECT row, seq FROM doc WHERE key = ?", digest);
    place = found === undefined ? null : { row: Number(found["row"]), seq: Number(found["seq"]) };
    rows.note(key, place);
  }
  if (place === null) return undefined;
  const { row } = place;
  const bytes = () => sql.get("SELECT bytes FROM body WHERE doc = ?", row)!["bytes"] as Uint8Array;
  return { ...place, bytes };
}

/** A blob that is there is rewritten only if its bytes were damaged: a later write repairs it. */
function putBlob(sql: SqlSession, digest: Uint8Array, bytes: Uint8Array): void {
  sql.run(
    `INSERT INTO blob (hash, size, bytes) VALUES (?, ?, ?) ON CONFLICT (hash) DO UPDATE
     SET size = excluded.size, bytes = excluded.bytes WHERE bytes <> excluded.bytes`,
    digest,
    bytes.length,
    bytes,
  );
}

interface Stamp {
  readonly seq: Seq;
  readonly at: number;
}

function putDocuments(
  sql: SqlSession,
  rows: KnownRows,
  accepted: readonly AcceptedWrite<CurrentRow>[],
  stamp: Stamp,
): void {
  const sizes: Record<number, number> = {};
  for (const each of accepted) putDocument(sql, rows, each, { ...stamp, sizes });
  // One statement for the metadata of all documents that were replaced.
  const replaced = JSON.stringify(sizes);
  if (replaced === "{}") return;
  sql.run(
    `UPDATE doc SET seq = ?, at = ?, bytes = size.value, tag = NULL FROM json_each(?) AS size
     WHERE doc.row = CAST(size.key AS INTEGER)`,
    ...[stamp.seq, stamp.at, replaced],
  );
}

const NO_REFS: readonly string[] = [];

/** Writes all of a document, or leaves its size under its row in `sizes`. */
function putDocument(
  sql: SqlSession,
  rows: KnownRows,
  { write, current }: AcceptedWrite<CurrentRow>,
  { seq, at, sizes }: Stamp & { readonly sizes: Record<number, number> },
): void {
  if (write.bytes === null) {
    if (current === undefined) return;
    putRefs(sql, current.row, current.refs, write.refs);
    rows.note(write.key, null);
    sql.run("DELETE FROM body WHERE doc = ?", current.row);
    sql.run("DELETE FROM doc WHERE row = ?", current.row);
    return;
  }
  const size = write.bytes.length;
  let row = current?.row;
  if (row === undefined) {
    const { id, scopeKey } = write.key;
    row = sql.run(
      "INSERT INTO doc (key, id, scope, seq, at, bytes, tag) VALUES (?, ?, ?, ?, ?, ?, ?)",
      ...[write.digest, id, scopeKey, seq, at, size, write.tag],
    );
    sql.run("INSERT INTO body (doc, bytes) VALUES (?, ?)", row, write.bytes);
  } else {
    if (write.tag === null) sizes[row] = size;
    else {
      sql.run(
        "UPDATE doc SET seq = ?, at = ?, bytes = ?, tag = ? WHERE row = ?",
        ...[seq, at, size, write.tag, row],
      );
    }
    sql.run("UPDATE body SET bytes = ? WHERE doc = ?", write.bytes, row);
  }
  putRefs(sql, row, current === undefined ? NO_REFS : current.refs, write.refs);
  rows.note(write.key, { row, seq, refs: write.refs });
}

/** Makes the index say what a document points to; `indexed` is what it says, where that is known. */
function putRefs(
  sql: SqlSession,
  row: number,
  indexed: readonly string[] | undefined,
  refs: readonly string[],
): void {
  if (indexed !== undefined && isSameList(indexed, refs)) return;
  if (indexed === undefined || indexed.length > 0) sql.run("DELETE FROM ref WHERE doc = ?", row);
  for (const identity of refs) {
    sql.run("INSERT INTO ref (doc, identity) VALUES (?, ?)", row, identity);
  }
}

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a === b || (a.length === b.length && a.every((each, index) => each === b[index]));
}

function forgetObservation(sql: SqlSession, known: KnownObservations, key: PreparedForget): void {
  known.drop(key);
  const row = observationRow(sql, key.pieceDigest, key.action);
  if (row === undefined) return;
  sql.run("DELETE FROM observed WHERE observation = ?", row);
  sql.run("DELETE FROM observation WHERE row = ?", row);
}

function putObservation(
  sql: SqlSession,
  observations: KnownObservations,
  observation: PreparedObservation,
  { seq, at }: Stamp,
): void {
  const { piece, pieceDigest, action, bytes, reads } = observation;
  const known = observations.get(observation);
  let row = known?.row ?? observationRow(sql, pieceDigest, action);
  if (row === undefined) {
    row = sql.run(
      `INSERT INTO observation (piece, action, id, scope, seq, at, bytes)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
      ...[pieceDigest, action, piece.id, piece.scopeKey, seq, at, bytes],
    );
    for (const key of reads) insertObserved(sql, key, row);
  } else {
    sql.run(
      "UPDATE observation SET seq = ?, at = ?, bytes = ? WHERE row = ?",
      ...[seq, at, bytes, row],
    );
    if (known === undefined || !sameKeys(known.reads, reads)) putObserved(sql, row, reads);
  }
  observations.note(observation, { row, reads });
}

function observationRow(
  sql: SqlSession,
  pieceDigest: Uint8Array,
  action: string,
): number | undefined {
  const found = sql.get(
    "SELECT row FROM observation WHERE piece = ? AND action = ?",
    pieceDigest,
    action,
  );
  return found && Number(found["row"]);
}

/** An action mostly reads the documents that it read before: only the difference is written. */
function putObserved(sql: SqlSession, observation: number, reads: readonly Uint8Array[]): void {
  const gone = new Map(
    sql.all("SELECT rowid AS entry, key FROM observed WHERE observation = ?", observation)
      .map((row) => [encodeBase64Url(row["key"] as Uint8Array), Number(row["entry"])]),
  );
  for (const key of reads) {
    if (!gone.delete(encodeBase64Url(key))) insertObserved(sql, key, observation);
  }
  for (const entry of gone.values()) sql.run("DELETE FROM observed WHERE rowid = ?", entry);
}

function insertObserved(sql: SqlSession, key: Uint8Array, observation: number): void {
  sql.run("INSERT INTO observed (key, observation) VALUES (?, ?)", key, observation);
}
