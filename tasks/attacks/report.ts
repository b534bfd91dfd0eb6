/** What a run of the corpus prints. */
import { ATTACK_GROUPS } from "./attack-rows.ts";
import type { AttackResult } from "./run-attacks.ts";

/** One line a group: rows, files, silenced forms, unexpected ones, and the rows without a file. */
export function reportLines(results: readonly AttackResult[], group?: string): string[] {
  return ATTACK_GROUPS.filter(({ number }) => group === undefined || number === group)
    .flatMap(({ number, name, rows }) => {
      const own = results.filter(({ file }) => file.group === `${number}-${name}`);
      const forms = own.filter(({ form }) => form !== undefined).length;
      const bad = own.filter(({ faults }) => faults.length > 0).length;
      const absent = rows.filter((row) => row.absent !== undefined);
      return [
        `  ${number} ${name.padEnd(20)} ${rows.length - absent.length}/${rows.length} rows, ` +
        `${own.length - forms} files, ${forms} silenced forms, ${bad} unexpected`,
        ...rows.flatMap((row) =>
          row.shownBy.map((test) => `     ${row.number}-${row.slug} is shown by ${test}`)
        ),
        ...absent.map((row) => `     ${row.number}-${row.slug} is absent: ${row.absent}`),
      ];
    });
}

/** One line for everything that was not as expected. */
export function unexpectedLines(results: readonly AttackResult[]): string[] {
  return results.flatMap(({ file, form, faults }) =>
    faults.map((fault) => `${file.path}${form === undefined ? "" : ` as ${form}`}: ${fault}`)
  );
}
