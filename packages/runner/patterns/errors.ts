/** Errors of the pattern manager; the class name is the code. */
import { quote } from "@commonfabric/contract";

/** The chosen export is not a trusted pattern. */
export class NotAPatternError extends Error {
  override readonly name = "NotAPatternError";
  constructor(exportName: string) {
    super(
      `Export ${
        quote(exportName)
      } is not a pattern. A pattern is the value that pattern(...) returned.`,
    );
  }
}

/** A pattern without a readable source closure cannot be stored. */
export class PatternNotPersistableError extends Error {
  override readonly name = "PatternNotPersistableError";
  constructor(reason: string) {
    super(`Cannot persist the pattern: ${reason}.`);
  }
}
