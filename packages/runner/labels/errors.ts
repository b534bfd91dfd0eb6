/** What keeps a transaction with labels from being committed. */
import { quote } from "@commonfabric/contract";
import { showPath } from "../values/errors.ts";

/** A commit of writes under labelled schemas that nobody has prepared. */
export class CfcNotPreparedError extends Error {
  override readonly name = "CfcNotPreparedError";
  constructor(id: string) {
    super(
      `Transaction ${quote(id)} wrote under a schema with labels. ` +
        `Call prepareCfc() after the last write and before commit().`,
    );
  }
}

/** A write of a place by other code than the one that its schema names. */
export class WriteNotAuthorizedError extends Error {
  override readonly name = "WriteNotAuthorizedError";
  constructor(path: readonly string[], authority: string, writer: string) {
    super(
      `Only ${authority} may write ${showPath(path)}; the writer is ${writer}. ` +
        `Send it an event, or write another place.`,
    );
  }
}
