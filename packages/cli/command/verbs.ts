/** The table of verbs. It feeds parsing, help and suggestions; code loads only when a verb runs. */
import type { VerbSpec } from "./verb.ts";
import { CACHE_VERBS } from "./table/cache-verbs.ts";
import { CELL_VERBS } from "./table/cell-verbs.ts";
import { INSPECT_VERBS } from "./table/inspect-verbs.ts";
import { STARTING_VERBS } from "./table/starting-verbs.ts";
import { PIECE_VERBS } from "./table/piece-verbs.ts";
import { PROGRAM_VERBS } from "./table/program-verbs.ts";

/** Every verb there is. What is not listed does not exist and is refused by name. */
export const VERBS: readonly VerbSpec[] = [
  ...PROGRAM_VERBS,
  ...PIECE_VERBS,
  ...CELL_VERBS,
  ...INSPECT_VERBS,
  ...CACHE_VERBS,
  ...STARTING_VERBS,
];
