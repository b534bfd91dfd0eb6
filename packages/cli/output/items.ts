/** Listing verbs: one line per item, tab separated, or one document with `items`. */
import { escapeControls } from "@commonfabric/contract";
import type { Printer } from "./printer.ts";

/** Prints the items of `cf <verb>`. `columns` are the fields of the human form. */
export function printItems<T extends object>(
  printer: Printer,
  verb: string,
  items: readonly T[],
  columns: readonly (keyof T & string)[],
  fields: object = {},
): void {
  if (printer.settings.json) {
    printer.document({ format: `cf.${verb.replaceAll(" ", "-")}/1`, ...fields, items });
    return;
  }
  for (const item of items) printer.line(columns.map((column) => cell(item[column])).join("\t"));
}

/** A field on one line; what is absent is `-`. */
function cell(value: unknown): string {
  if (value === null || value === undefined) return "-";
  return escapeControls(typeof value === "string" ? value : JSON.stringify(value));
}
