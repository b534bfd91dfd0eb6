/** The demo as text, for a person. */
import type { CreatedReport, ModuleRow, ResumedReport, Stage } from "./messages.ts";
import type { NotebookState } from "./notebook-state.ts";

/** Styles of a terminal, or none. */
export interface Styles {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
}

export function makeStyles(hasColor: boolean): Styles {
  const style = (code: number) => (text: string) => hasColor ? `\x1b[${code}m${text}\x1b[0m` : text;
  return { bold: style(1), dim: style(2), good: style(32), bad: style(31) };
}

const IDENTITY_SHOWN = 12;

/** First characters of an identity, for display only. */
export function shortIdentity(identity: string): string {
  return `${identity.slice(0, IDENTITY_SHOWN)}...`;
}

export function moduleTable(modules: readonly ModuleRow[], styles: Styles): string {
  const rows = modules.map(({ path, identity, closure }) => [
    path,
    shortIdentity(identity),
    String(closure),
  ]);
  return table(["module", "identity", "closure"], rows, [false, false, true], styles);
}

/** Stages with their times; `skipped` are shown without one. */
export function stageTable(
  stages: readonly Stage[],
  skipped: readonly { name: string; why: string }[],
  styles: Styles,
): string {
  const rows = [
    ...skipped.map(({ name, why }) => [name, "skipped", why]),
    ...stages.map(({ name, ms, remark }) => [name, `${ms.toFixed(1)} ms`, remark]),
  ];
  return table(["stage", "time", ""], rows, [false, true, false], styles);
}

/** What the resumed process did not do, as far as its own log and counters prove it. */
export function skippedStages(
  { events, counters }: Pick<ResumedReport, "events" | "counters">,
): { name: string; why: string }[] {
  const skipped: { name: string; why: string }[] = [];
  const { sourceDigests, identitiesComputed, typescriptLoads, programsCreated, modulesEmitted } =
    counters;
  if (!events.includes("identified") && sourceDigests === 0) {
    skipped.push({ name: "resolve", why: "no source file was opened" });
  }
  if (identitiesComputed === 0) {
    skipped.push({ name: "identity", why: "the pointer names it" });
  }
  if (typescriptLoads + programsCreated === 0) {
    skipped.push({ name: "TypeScript", why: "not loaded; here it is a module that throws" });
  }
  if (modulesEmitted === 0 && !events.includes("compiled")) {
    skipped.push({ name: "compile", why: "every body came from the store" });
  }
  if (!events.includes("wroteBack")) {
    skipped.push({ name: "write-back", why: "nothing was missing there" });
  }
  return skipped;
}

export function notebookText({ name, words, notes }: NotebookState, styles: Styles): string {
  const width = Math.max(...notes.map((note) => note.title.length));
  const rows = notes.map((note, index) =>
    `${String(index + 1).padStart(4)}  ${note.title.padEnd(width)}  ${styles.dim(note.preview)}`
  );
  return [`  ${name}, ${words} words`, ...rows].join("\n");
}

/** The pointer and place of the piece: all that passes from one process to the other. */
export function addressText({ piece, pointer }: CreatedReport): string {
  return `  space ${piece.space}, document ${piece.id.slice(0, IDENTITY_SHOWN + 3)}...\n` +
    `  its pointer: {identity: ${shortIdentity(pointer.identity)}, symbol: ${pointer.symbol}}`;
}

function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  right: readonly boolean[],
  styles: Styles,
): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]!.length))
  );
  const line = (cells: readonly string[]) =>
    `  ${
      cells.map((cell, column) =>
        right[column] ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!)
      ).join("  ")
    }`.trimEnd();
  return [styles.dim(line(head)), ...rows.map(line)].join("\n");
}
