/** What a run of the corpus prints. */
import type { AttackGroup } from "./attack-row.ts";
import type { AttackResult } from "./run-attacks.ts";

/** One line of a group: rows, files, silenced forms, unexpected ones; then its rows without files. */
export function reportLines(
  { number, name, rows }: AttackGroup,
  results: readonly AttackResult[],
): string[] {
  const forms = results.filter(({ form }) => form !== undefined).length;
  const bad = results.filter(({ faults }) => faults.length > 0).length;
  const absent = rows.filter((row) => row.absent !== undefined);
  return [
    `  ${number} ${name.padEnd(20)} ${rows.length - absent.length}/${rows.length} rows, ` +
    `${results.length - forms} files, ${forms} silenced forms, ${bad} unexpected`,
    ...rows.flatMap((row) =>
      row.shownBy.map((test) => `     ${row.number}-${row.slug} is shown by ${test}`)
    ),
    ...absent.map((row) => `     ${row.number}-${row.slug} is absent: ${row.absent}`),
  ];
}

/** One line for everything that was not as expected. */
export function unexpectedLines(results: readonly AttackResult[]): string[] {
  return results.flatMap(({ file, form, faults }) =>
    faults.map((fault) => `${file.path}${form === undefined ? "" : ` as ${form}`}: ${fault}`)
  );
}
