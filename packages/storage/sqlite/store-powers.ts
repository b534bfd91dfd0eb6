/** What SQLite stores need of the platform, as plain objects that a host hands in. */
import type { Sha256 } from "@commonfabric/canonical";
import type { Cancel } from "../types.ts";

export type SqlValue = null | number | string | Uint8Array;

export interface SqlStatement {
  get(...values: SqlValue[]): Record<string, unknown> | undefined;
  all(...values: SqlValue[]): Record<string, unknown>[];
  run(...values: SqlValue[]): { readonly lastInsertRowid: number | bigint };
}

export interface SqlConnection {
  prepare(sql: string): SqlStatement;
  close(): void;
}

export interface FileHeader {
  readonly size: number;
  /** The first bytes, at most as many as were asked for. */
  readonly bytes: Uint8Array;
  /** Whether the file has any write permission; root could write it nevertheless. */
  readonly writable: boolean;
}

/** Errors of these functions carry the `code` of `node:fs` where one exists. */
export interface StorePowers {
  /** Opens an existing or new database file; a second call gives a second connection. */
  openDatabase(
    file: string,
    options: { readonly readOnly: boolean; readonly busyTimeoutMs: number },
  ): SqlConnection;
  /** `undefined` when the file does not exist. */
  readHeader(file: string, bytes: number): FileHeader | undefined;
  /** Makes the directory and its parents; an existing one is left as it is. */
  makeDirectory(directory: string): void;
  /** Names in the directory; none when it does not exist. */
  listDirectory(directory: string): readonly string[];
  /** A path beside `file` that no other process uses. */
  temporaryName(file: string): string;
  /** Gives `from` the name `to` durably, unless `to` exists; `from` is gone afterwards. */
  publish(from: string, to: string): "published" | "exists";
  /** A file of at most `limit` bytes, and whether only its owner may use it; `undefined` if absent. */
  readSecret(
    file: string,
    limit: number,
  ): { readonly bytes: Uint8Array; readonly isPrivate: boolean } | undefined;
  /** Writes a new file that only its owner may use, durably. */
  writeSecret(file: string, bytes: Uint8Array): void;
  /** Removes a file; an absent one is left as it is. */
  removeFile(file: string): void;
  joinPath(directory: string, name: string): string;
  nowMs(): number;
  /** A timer that does not keep the process alive. */
  setTimer(ms: number, fn: () => void): Cancel;
  readonly sha256: Sha256;
}
