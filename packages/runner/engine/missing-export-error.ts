/** A program without the export that its caller asked for. */
import { quote } from "@commonfabric/contract";

/** The program has no export of the asked name. */
export class MissingExportError extends Error {
  override readonly name = "MissingExportError";
  constructor(exportName: string) {
    super(`No ${quote(exportName)} export found in compiled pattern.`);
  }
}
