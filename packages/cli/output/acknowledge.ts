/** Verbs that write print nothing, or with `--json` what became of it. */
import type { Printer } from "./printer.ts";

/** Prints the document of `cf <verb>` that succeeded. */
export function acknowledge(printer: Printer, verb: string, fields: object): void {
  if (!printer.settings.json) return;
  printer.document({ format: `cf.${verb.replaceAll(" ", "-")}/1`, ok: true, ...fields });
}
