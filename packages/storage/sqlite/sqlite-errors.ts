/** SQLite result codes as the errors of a store. */
import { StoreBusyError, StoreCorruptError, StoreFileError, StoreFormatError } from "../errors.ts";
import { StoreInputOutputError, StoreReadOnlyError } from "../errors.ts";

/** Primary result codes, https://sqlite.org/rescode.html */
const BUSY = 5;
const LOCKED = 6;
const READONLY = 8;
const CORRUPT = 11;
const NOT_A_DATABASE = 26;

/** `error` of SQLite or the file system as a store error that names the file; others as they are. */
export function storeErrorFrom(error: unknown, file: string, busyTimeoutMs: number): unknown {
  if (error instanceof StoreFileError || !(error instanceof Error) || !("code" in error)) {
    return error;
  }
  if (error.code === "EROFS") return new StoreReadOnlyError(file, { cause: error });
  if (error.code !== "ERR_SQLITE_ERROR") {
    const isFileError = typeof error.code === "string" && /^E[A-Z]+$/.test(error.code);
    return isFileError ? new StoreInputOutputError(file, error.message, { cause: error }) : error;
  }
  switch (primaryCode(error)) {
    case BUSY:
    case LOCKED:
      return new StoreBusyError(file, busyTimeoutMs, { cause: error });
    case READONLY:
      return new StoreReadOnlyError(file, { cause: error });
    case CORRUPT:
      return new StoreCorruptError(file, "its pages contradict each other", { cause: error });
    case NOT_A_DATABASE:
      return new StoreFormatError(file, "is not a SQLite database", { cause: error });
    default:
      return new StoreInputOutputError(file, error.message, { cause: error });
  }
}

/** Opening a file and `exec` fail without a result code; prepared statements carry one. */
function primaryCode(error: Error): number | undefined {
  return "errcode" in error && typeof error.errcode === "number" ? error.errcode & 0xff : undefined;
}
