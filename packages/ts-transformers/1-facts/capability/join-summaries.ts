/** What several regions do with one root, as one summary. */
import { RootFacts } from "./root-facts.ts";
import { FACT_KINDS, type RootSummary } from "./summary.ts";

/** The facts of all `summaries`; what one of them implies of another is left out. */
export function joinSummaries(summaries: readonly RootSummary[]): RootSummary {
  const [only] = summaries;
  if (only !== undefined && summaries.length === 1) return only;
  const facts = new RootFacts();
  for (const summary of summaries) {
    for (const kind of FACT_KINDS) for (const path of summary[kind]) facts.add(kind, path);
    for (const [path, value] of summary.defaults) facts.defaults.set(path, value);
    facts.isPassedOn ||= summary.passthrough;
  }
  return facts.summary();
}
