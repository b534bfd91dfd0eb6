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

/** A copy to another space has failed for so long that somebody has to look. */
export class ReplicationOverdueError extends Error {
  override readonly name = "ReplicationOverdueError";
  constructor(
    { from, to, entry }: { readonly from: string; readonly to: string; readonly entry: string },
    cause: unknown,
  ) {
    super(
      `Cannot copy module ${entry} from space ${quote(from)} to ${quote(to)}, and has not been ` +
        `able to for seven days. The intent stays; make space ${quote(to)} available.`,
      { cause },
    );
  }
}
