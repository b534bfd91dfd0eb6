/**
 * Every row that the corpus must have, group by group: the table that the directories of attack
 * files are compared with.
 */
import type { AttackGroup, AttackRow } from "./attack-row.ts";
import { CACHE_AND_STORE } from "./rows/cache-and-store.ts";
import { COMPARTMENT } from "./rows/compartment.ts";
import { DIAGNOSTICS } from "./rows/diagnostics.ts";
import { HELPERS_AND_EXPORTS } from "./rows/helpers-and-exports.ts";
import { HIDDEN_STATE } from "./rows/hidden-state.ts";
import { IDENTITY } from "./rows/identity.ts";
import { MODULE_GRAMMAR } from "./rows/module-grammar.ts";
import { NEW_CODE } from "./rows/new-code.ts";
import { PACKAGES } from "./rows/packages.ts";
import { PLAIN_DATA } from "./rows/plain-data.ts";
import { RECORDS_AND_LINKING } from "./rows/records-and-linking.ts";
import { RESOURCES } from "./rows/resources.ts";
import { SCANNER_CONFUSION } from "./rows/scanner-confusion.ts";
import { SOURCE_MAPS } from "./rows/source-maps.ts";
import { SPECIFIERS } from "./rows/specifiers.ts";
import { WRAPPER_AND_TEXT } from "./rows/wrapper-and-text.ts";

export const ATTACK_GROUPS: readonly AttackGroup[] = [
  NEW_CODE,
  WRAPPER_AND_TEXT,
  SCANNER_CONFUSION,
  MODULE_GRAMMAR,
  HIDDEN_STATE,
  HELPERS_AND_EXPORTS,
  PLAIN_DATA,
  RECORDS_AND_LINKING,
  COMPARTMENT,
  DIAGNOSTICS,
  IDENTITY,
  SPECIFIERS,
  CACHE_AND_STORE,
  SOURCE_MAPS,
  PACKAGES,
  RESOURCES,
];

/** The row with the given group directory and row name (`01-import-call`); `undefined` for none. */
export function rowNamed(group: string, name: string): AttackRow | undefined {
  const found = ATTACK_GROUPS.find((each) => `${each.number}-${each.name}` === group);
  return found?.rows.find((each) => `${each.number}-${each.slug}` === name);
}
