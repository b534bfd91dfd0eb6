/**
 * Which runtimes of this machine live: each holds a lock on a small file beside the space file. The
 * system drops the lock when the process ends, however it ends; the file stays and is removed by
 * whoever finds it unlocked.
 */
import type { StorePresence } from "../types.ts";
import type { SqlConnection, StorePowers } from "./store-powers.ts";

/** Owners become part of a file name; whatever else a document names is nobody who can be asked for. */
const OWNER = /^[A-Za-z0-9-]{1,64}$/;
const SUFFIX = ".alive";

export interface PresenceFiles {
  readonly directory: string;
  /** Name of the space file without its suffix. */
  readonly name: string;
  /** Nothing is changed, so nobody can show that he lives. */
  readonly isReadOnly: boolean;
}

export class SqlitePresence implements StorePresence {
  readonly #files: PresenceFiles;
  readonly #powers: StorePowers;
  readonly #held = new Map<string, SqlConnection>();

  constructor(files: PresenceFiles, powers: StorePowers) {
    this.#files = files;
    this.#powers = powers;
  }

  announce(owner: string): boolean {
    if (this.#held.has(owner)) return true;
    if (this.#files.isReadOnly || !OWNER.test(owner)) return false;
    try {
      this.#removeDead();
      this.#held.set(owner, this.#hold(this.#fileOf(owner)));
      return true;
    } catch {
      // A directory that cannot be written to: nobody could tell whether the owner lives.
      return false;
    }
  }

  isGone(owner: string): boolean {
    if (!OWNER.test(owner) || this.#held.has(owner)) return false;
    const { directory, name } = this.#files;
    // To look into the file other than by SQLite would drop a lock that this process holds on it.
    const isThere = this.#powers.listDirectory(directory).includes(`${name}.${owner}${SUFFIX}`);
    return !isThere || this.#isDead(this.#fileOf(owner));
  }

  close(): void {
    for (const [owner, connection] of this.#held) {
      connection.close();
      this.#powers.removeFile(this.#fileOf(owner));
    }
    this.#held.clear();
  }

  /** The file has its name only when it is locked: an unlocked one is that of a dead process. */
  #hold(file: string): SqlConnection {
    const temporary = this.#powers.temporaryName(file);
    const connection = this.#lock(temporary);
    try {
      this.#powers.publish(temporary, file);
    } catch (error) {
      connection.close();
      this.#powers.removeFile(temporary);
      throw error;
    }
    return connection;
  }

  #isDead(file: string): boolean {
    try {
      this.#lock(file).close();
      this.#powers.removeFile(file);
      return true;
    } catch {
      // Locked, or not ours to look into: its owner counts as alive.
      return false;
    }
  }

  /** @throws when another connection holds the lock */
  #lock(file: string): SqlConnection {
    const connection = this.#powers.openDatabase(file, { readOnly: false, busyTimeoutMs: 0 });
    try {
      // Nothing is ever written here, and a journal file would stay behind.
      connection.prepare("PRAGMA journal_mode = MEMORY").get();
      connection.prepare("BEGIN EXCLUSIVE").run();
      return connection;
    } catch (error) {
      connection.close();
      throw error;
    }
  }

  #removeDead(): void {
    const { directory, name } = this.#files;
    for (const each of this.#powers.listDirectory(directory)) {
      if (each.startsWith(`${name}.`) && each.includes(SUFFIX)) {
        this.#isDead(this.#powers.joinPath(directory, each));
      }
    }
  }

  #fileOf(owner: string): string {
    const { directory, name } = this.#files;
    return this.#powers.joinPath(directory, `${name}.${owner}${SUFFIX}`);
  }
}
