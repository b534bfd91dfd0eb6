/** Reads the catalogue of diagnostics that lies beside this file, from any working directory. */
import { readFileSync } from "node:fs";
import { type CatalogueEntry, parseCatalogue } from "./catalogue.ts";

/** The catalogue of this package. */
export function readCatalogue(): CatalogueEntry[] {
  return parseCatalogue(readFileSync(new URL("./diagnostics.md", import.meta.url), "utf8"));
}
