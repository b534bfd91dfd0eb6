/** Read-only SQL over the file of a space, for people who look into a store. */
import { QueryError } from "../errors.ts";
import type { SpaceId } from "../types.ts";
import { openSpaceFile, type SpaceFile } from "./open-database.ts";
import { storeErrorFrom } from "./sqlite-errors.ts";
import type { SqlValue, StorePowers } from "./store-powers.ts";

/** Statements that answer and change nothing. A `PRAGMA` could unlock the connection. */
const ANSWERS = /^\s*(?:select|values|with|explain)\b/i;

/**
 * The rows that `sql` gives, `undefined` when the file does not exist.
 * @throws {QueryError} for a statement that is not a query or that SQLite refuses
 * @throws {StoreFileError}
 */
export function querySpaceFile(
  target: SpaceFile & { readonly space: SpaceId },
  powers: StorePowers,
  sql: string,
  values: readonly SqlValue[],
): Record<string, unknown>[] | undefined {
  if (!ANSWERS.test(sql)) {
    throw new QueryError("only SELECT, VALUES, WITH and EXPLAIN are answered");
  }
  const opened = openSpaceFile(target, powers, "read-only");
  if (opened === undefined) return undefined;
  try {
    return opened.connection.prepare(sql).all(...values);
  } catch (error) {
    throw queryErrorFrom(error, target);
  } finally {
    opened.connection.close();
  }
}

/** `SQLITE_ERROR`: the text is wrong, the file is not. */
const WRONG_STATEMENT = 1;

function queryErrorFrom(error: unknown, { file, busyTimeoutMs }: SpaceFile): unknown {
  if (!(error instanceof Error) || !("errcode" in error)) return error;
  const code = error.errcode;
  if (code === WRONG_STATEMENT) return new QueryError(error.message, { cause: error });
  return storeErrorFrom(error, file, busyTimeoutMs);
}
