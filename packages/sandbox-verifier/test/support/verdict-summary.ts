/** What a verdict says of its body, in the short form of the accept corpus. */
import type { Verdict } from "../../mod.ts";

export interface VerdictSummary {
  readonly importedNames: Readonly<Record<string, readonly string[] | "*">>;
  readonly exports: readonly string[];
  readonly starTargets: readonly string[];
  readonly topLevelFunctions: readonly string[];
  readonly hoistedExports: readonly string[];
  readonly hoistSymbols: readonly string[];
  /** The first 40 characters of each. */
  readonly thunks: readonly string[];
}

/** The summary of `verdict`, which is about `body`. */
export function summaryOf(verdict: Verdict, body: string): VerdictSummary {
  return {
    importedNames: Object.fromEntries(
      verdict.importedNames.map(({ specifier, names }) => [specifier, names]),
    ),
    exports: verdict.exports.map(({ name, kind, local, from, imported }) => {
      if (kind === "reexport") return `${name} from ${from} ${imported}`;
      if (kind === "namespace") return `${name} from ${from} *`;
      return local === undefined ? name : `${name} = ${local}`;
    }),
    starTargets: verdict.starTargets,
    topLevelFunctions: verdict.topLevelFunctions,
    hoistedExports: verdict.hoistedExports.map((hoisted) =>
      `${hoisted.name} = ${hoisted.function}`
    ),
    hoistSymbols: verdict.hoistSymbols,
    thunks: verdict.thunks.map(({ start, end }) => body.slice(start, end).slice(0, 40)),
  };
}
