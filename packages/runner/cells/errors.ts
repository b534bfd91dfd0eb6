/** Errors of handles. */
import { quote } from "@commonfabric/contract";

/** `for` on a cell that has been named, read or written. */
export class CauseAlreadySetError extends Error {
  override readonly name = "CauseAlreadySetError";
  constructor() {
    super("The cell has a cause already. Call for() once, before the first read or write.");
  }
}

/** A method that the kind of a handle does not have, or that was taken off its handle. */
export class HandleKindError extends TypeError {
  override readonly name = "HandleKindError";
  constructor(method: string) {
    super(`${quote(method)} was called on something that is not a cell with this method.`);
  }
}
