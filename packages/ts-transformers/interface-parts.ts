/** What other modules may read from a module beside its declaration text. */
import { sortedUtf8 } from "@commonfabric/canonical";
import type { ExportFacts, ModuleFacts } from "./types.ts";

/** Facts of exports by name: plain data that has canonical bytes. */
export interface InterfaceParts {
  readonly formatVersion: 1;
  readonly exports: Readonly<Record<string, ExportFacts>>;
  /** Summaries of exported functions. */
  readonly functions: Readonly<Record<string, unknown>>;
}

/** The parts of the module of `facts`: kinds of exports, values of constants and enums, summaries. */
export function interfaceParts(facts: ModuleFacts): InterfaceParts {
  const exports = sortedUtf8(facts.exports.keys()).map((name) => [name, facts.exports.get(name)!]);
  return { formatVersion: 1, exports: Object.fromEntries(exports), functions: facts.functions };
}
