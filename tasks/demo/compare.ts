/** Whether the two processes saw the same notebook, and whether the second one compiled. */
import type { ResumedReport } from "./messages.ts";
import type { NotebookState } from "./notebook-state.ts";
import { EIGHTH_NOTE, SEVEN_NOTES } from "./notes.ts";

/** How often something was compiled: zero only when no counter of the compiler moved. */
export function compileCount({ counters }: Pick<ResumedReport, "counters">): number {
  return Math.max(counters.modulesEmitted, counters.programsCreated, counters.typescriptLoads);
}

/** What B saw that it should not have seen, given what A left; none when all is well. */
export function differences(
  left: NotebookState,
  { before, after }: Pick<ResumedReport, "before" | "after">,
): string[] {
  const problems: string[] = [];
  const titles = left.notes.map(({ title }) => title).join(", ");
  if (titles !== SEVEN_NOTES.map(({ title }) => title).join(", ") || left.count !== 7) {
    problems.push(`A left other notes than it was told to make: ${titles}`);
  }
  if (JSON.stringify(before) !== JSON.stringify(left)) {
    problems.push("B shows another notebook than A left");
  }
  const kept = JSON.stringify(after.notes.slice(0, -1)) === JSON.stringify(left.notes);
  const added = after.notes.at(-1)?.title === EIGHTH_NOTE.title && after.count === left.count + 1;
  if (!kept || !added) problems.push("The event of B did not add exactly one note");
  return problems;
}
