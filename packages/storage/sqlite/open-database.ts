/**
 * Creating and opening the file of a space. Application id, layout version and the row of the space
 * are read before anything is changed, the journal mode included; a file that is not ours is
 * refused with its bytes untouched.
 */
import { SpaceMismatchError, StoreFormatError, StoreVersionError } from "../errors.ts";
import type { SpaceId } from "../types.ts";
import {
  APPLICATION_ID,
  LAYOUT_STATEMENTS,
  LAYOUT_VERSION,
  LAYOUT_WITHOUT_REFS,
} from "./layout.ts";
import { storeErrorFrom } from "./sqlite-errors.ts";
import type { FileHeader, SqlConnection, StorePowers } from "./store-powers.ts";
import { upgradeLayout } from "./upgrade-layout.ts";

/** The SQLite database header, https://sqlite.org/fileformat.html section 1.3. */
const HEADER_BYTES = 100;
const HEADER_MAGIC = "SQLite format 3\u0000";
const USER_VERSION_OFFSET = 60;
const APPLICATION_ID_OFFSET = 68;

interface FileTarget {
  readonly file: string;
  readonly busyTimeoutMs: number;
  /** The space that the file must hold. */
  readonly space?: SpaceId;
}

export interface SpaceFile extends FileTarget {
  readonly space: SpaceId;
  readonly directory: string;
  /** Name of the file in its directory, without the suffix. */
  readonly name: string;
}

export interface OpenedDatabase {
  readonly connection: SqlConnection;
  readonly readOnly: boolean;
  /** Whether the index says what every document points to. */
  readonly hasRefs: boolean;
}

/**
 * Opens the existing file of a space.
 * @returns `undefined` when there is no such file
 * @throws {StoreFileError} one of its subclasses, see errors.ts
 */
export function openSpaceFile(
  target: SpaceFile,
  powers: StorePowers,
  mode: "read-write" | "read-only",
): OpenedDatabase | undefined {
  return withStoreErrors(target, () => {
    const header = powers.readHeader(target.file, HEADER_BYTES);
    if (header === undefined) return undefined;
    checkHeader(target.file, header);
    const readOnly = mode === "read-only" || !header.writable;
    if (readOnly) {
      const connection = connectToRead(target, powers, header);
      const hasRefs = pragma(connection, "user_version") !== LAYOUT_WITHOUT_REFS;
      return { connection, readOnly, hasRefs };
    }
    // A file with a left-over log is judged by a connection that cannot fold it in.
    if (hasLeftOverLog(target.file, powers)) connect(target, powers, true).close();
    const connection = connect(target, powers, false);
    configure(connection);
    if (pragma(connection, "user_version") === LAYOUT_WITHOUT_REFS) upgradeLayout(connection);
    return { connection, readOnly, hasRefs: true };
  });
}

/** The space that `file` names, or `undefined` when it is not a space file. Changes nothing. */
export function spaceOfFile(
  file: string,
  busyTimeoutMs: number,
  powers: StorePowers,
): SpaceId | undefined {
  const target = { file, busyTimeoutMs };
  try {
    return withStoreErrors(target, () => {
      const header = powers.readHeader(file, HEADER_BYTES);
      if (header === undefined) return undefined;
      checkHeader(file, header);
      const connection = connectToRead(target, powers, header);
      try {
        return readSpaceRow(connection, file);
      } finally {
        connection.close();
      }
    });
  } catch (error) {
    if (error instanceof StoreFormatError || error instanceof StoreVersionError) return undefined;
    throw error;
  }
}

/** Creates the file of a space unless it exists. A file is visible only when it is complete. */
export function createSpaceFile(target: SpaceFile, directory: string, powers: StorePowers): void {
  withStoreErrors(target, () => {
    powers.makeDirectory(directory);
    const temporary = powers.temporaryName(target.file);
    try {
      writeLayout(temporary, target.space, powers);
    } catch (error) {
      powers.removeFile(temporary);
      throw error;
    }
    powers.publish(temporary, target.file);
  });
}

function writeLayout(file: string, space: SpaceId, powers: StorePowers): void {
  const connection = powers.openDatabase(file, { readOnly: false, busyTimeoutMs: 0 });
  try {
    // Before anything is in the file: what is deleted can then be given back, page by page.
    connection.prepare("PRAGMA auto_vacuum = INCREMENTAL").run();
    connection.prepare("PRAGMA journal_mode = WAL").get();
    connection.prepare("BEGIN IMMEDIATE").run();
    for (const statement of LAYOUT_STATEMENTS) connection.prepare(statement).run();
    connection.prepare("INSERT INTO space (id, head, trimmed) VALUES (?, 0, 0)").run(space);
    connection.prepare("COMMIT").run();
  } finally {
    connection.close();
  }
}

/** Runs `fn`; errors of SQLite and of the file system become store errors. */
function withStoreErrors<T>(target: FileTarget, fn: () => T): T {
  try {
    return fn();
  } catch (error) {
    throw storeErrorFrom(error, target.file, target.busyTimeoutMs);
  }
}

function checkHeader(file: string, { size, bytes }: FileHeader): void {
  if (size === 0) throw new StoreFormatError(file, "is empty");
  const magic = new TextDecoder("latin1").decode(bytes.subarray(0, HEADER_MAGIC.length));
  if (bytes.length < HEADER_BYTES || magic !== HEADER_MAGIC) {
    throw new StoreFormatError(file, "is not a SQLite database");
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  checkApplication(file, view.getUint32(APPLICATION_ID_OFFSET));
  checkVersion(file, view.getUint32(USER_VERSION_OFFSET));
}

/**
 * A connection that writes nothing. The last connection that may write removes the side files when
 * it closes, and one that may not leaves its own behind; so the latter is used only where side files
 * hold a log that is not ours to fold in, or where nothing can be written anyway.
 */
function connectToRead(target: FileTarget, powers: StorePowers, header: FileHeader): SqlConnection {
  const strict = !header.writable || hasLeftOverLog(target.file, powers);
  const connection = connect(target, powers, strict);
  connection.prepare("PRAGMA query_only = ON").run();
  return connection;
}

function hasLeftOverLog(file: string, powers: StorePowers): boolean {
  return (powers.readHeader(`${file}-wal`, 0)?.size ?? 0) > 0;
}

function connect(target: FileTarget, powers: StorePowers, readOnly: boolean): SqlConnection {
  const { file, space, busyTimeoutMs } = target;
  const connection = powers.openDatabase(file, { readOnly, busyTimeoutMs });
  try {
    checkApplication(file, pragma(connection, "application_id"));
    checkVersion(file, pragma(connection, "user_version"));
    const found = readSpaceRow(connection, file);
    if (space !== undefined && found !== space) throw new SpaceMismatchError(file, found, space);
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

function readSpaceRow(connection: SqlConnection, file: string): SpaceId {
  const rows = connection.prepare("SELECT id FROM space").all();
  if (rows.length !== 1) throw new StoreFormatError(file, "names no space");
  return String(rows[0]!["id"]);
}

function checkApplication(file: string, found: number): void {
  if (found >>> 0 !== APPLICATION_ID) {
    throw new StoreFormatError(file, "belongs to another application");
  }
}

function checkVersion(file: string, found: number): void {
  if (found > LAYOUT_VERSION) throw new StoreVersionError(file, found, LAYOUT_VERSION);
  if (found < LAYOUT_WITHOUT_REFS) {
    throw new StoreFormatError(file, `has no known layout (${found})`);
  }
}

function configure(connection: SqlConnection): void {
  const journal = connection.prepare("PRAGMA journal_mode").get()?.["journal_mode"];
  if (journal !== "wal") connection.prepare("PRAGMA journal_mode = WAL").get();
  connection.prepare("PRAGMA synchronous = FULL").run();
  // Whoever can change the file must not make our statements run functions of theirs.
  connection.prepare("PRAGMA trusted_schema = OFF").run();
}

function pragma(connection: SqlConnection, name: string): number {
  return Number(connection.prepare(`PRAGMA ${name}`).get()?.[name]);
}
