/** An edition of the sample pattern: the same program with texts that no other edition has. */
import type { ModuleRow } from "../../floors/load-modules.ts";

/** Modules of an edition. */
export const MODULES = 7;

/** A stored edition: its pointer for the subject, its rows for the floors, its texts for peers. */
export interface Edition {
  readonly entry: string;
  readonly rows: ReadonlyMap<string, ModuleRow>;
  readonly files: ReadonlyMap<string, string>;
}
