/** What a store throws. Each error of a file names the file and the remedy. */
import { quote } from "@commonfabric/contract";

/** Common base of the errors of a store file. `file` is its path. */
export class StoreFileError extends Error {
  override readonly name: string = "StoreFileError";
  readonly file: string;
  constructor(file: string, problem: string, remedy: string, options?: ErrorOptions) {
    super(`Store file ${quote(file)} ${problem}. ${remedy}`, options);
    this.file = file;
  }
}

/** The file is not SQLite, or SQLite of another application. */
export class StoreFormatError extends StoreFileError {
  override readonly name = "StoreFormatError";
  constructor(file: string, problem: string, options?: ErrorOptions) {
    super(file, problem, "Move it away, or choose another store directory.", options);
  }
}

/** The file has a layout that this version does not know. */
export class StoreVersionError extends StoreFileError {
  override readonly name = "StoreVersionError";
  readonly found: number;
  constructor(file: string, found: number, known: number) {
    super(
      file,
      `has layout ${found}, but this program knows layouts up to ${known}`,
      "Use the newer program that wrote it, or choose another store directory.",
    );
    this.found = found;
  }
}

/** The file has an earlier layout, opened to be read, which does not say what is asked. */
export class StoreOutdatedError extends StoreFileError {
  override readonly name = "StoreOutdatedError";
  constructor(file: string) {
    super(
      file,
      "has an earlier layout, which has no index of what documents point to",
      "Open it for writing once: any command that writes to the space brings it up to date.",
    );
  }
}

/** The file belongs to another space. */
export class SpaceMismatchError extends StoreFileError {
  override readonly name = "SpaceMismatchError";
  constructor(file: string, found: string, expected: string) {
    super(
      file,
      `holds space ${quote(found)}, not ${quote(expected)}`,
      "Restore the name under which it was written; files of spaces cannot be renamed.",
    );
  }
}

/** A write to a store that can only be read. */
export class StoreReadOnlyError extends StoreFileError {
  override readonly name = "StoreReadOnlyError";
  constructor(file: string, options?: ErrorOptions) {
    super(file, "can only be read", "Make the file and its directory writable.", options);
  }
}

/** Another process kept the file locked for longer than the time-out. */
export class StoreBusyError extends StoreFileError {
  override readonly name = "StoreBusyError";
  constructor(file: string, timeoutMs: number, options?: ErrorOptions) {
    super(
      file,
      `was locked by another process for more than ${timeoutMs} ms`,
      "End that process, or try again.",
      options,
    );
  }
}

/** The file cannot be opened or written for a reason of the machine. */
export class StoreInputOutputError extends StoreFileError {
  override readonly name = "StoreInputOutputError";
  constructor(file: string, reason: string, options?: ErrorOptions) {
    super(
      file,
      `cannot be used: ${quote(reason)}`,
      "Check the permissions of the file and its directory, and the free space of the disk.",
      options,
    );
  }
}

/** A row cannot be decoded: the file was damaged or changed by hand. */
export class StoreCorruptError extends StoreFileError {
  override readonly name = "StoreCorruptError";
  constructor(file: string, what: string, options?: ErrorOptions) {
    super(file, `is damaged: ${what}`, "Restore it from a backup.", options);
  }
}

/** No store of the space exists, and none was to be created. */
export class StoreAbsentError extends StoreFileError {
  override readonly name = "StoreAbsentError";
  constructor(file: string, space: string) {
    super(
      file,
      `of space ${quote(space)} does not exist`,
      "Check the store directory and the name of the space.",
    );
  }
}

/** A call on a store that was closed. */
export class StoreClosedError extends Error {
  override readonly name = "StoreClosedError";
  constructor(space: string) {
    super(`The store of space ${quote(space)} is closed.`);
  }
}

/** A query over a space file that is none, or that SQLite refuses. */
export class QueryError extends Error {
  override readonly name = "QueryError";
}

/** A batch that no store can commit: a defect of the caller, never of the data. */
export class InvalidBatchError extends Error {
  override readonly name = "InvalidBatchError";
  constructor(txId: string, reason: string) {
    super(`Cannot commit transaction ${quote(txId)}: ${reason}.`);
  }
}
