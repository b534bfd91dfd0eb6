/** Compares attack files with the table of rows, both ways. */
import type { AttackFile } from "./attack-file.ts";
import { ATTACK_GROUPS, rowNamed } from "./attack-rows.ts";
import type { AttackGroup, AttackRow } from "./attack-row.ts";
import type { AttackLayer } from "./attack-header.ts";

const LETTERS: Readonly<Record<AttackLayer, string>> = {
  verifier: "V",
  graph: "G",
  loader: "L",
  compiler: "C",
  data: "D",
  identity: "I",
  engine: "M",
  cache: "K",
  store: "S",
  packages: "P",
};

/** Errors of TypeScript's parser: no comment silences them. */
const UNSILENCEABLE = /^reject\(TS1\d\d\d\)$/;

/** What is in `files` and not in the table, or the other way round. */
export function tableFaults(files: readonly AttackFile[]): string[] {
  const paths = new Set(files.map(({ path }) => path));
  const faults = files.flatMap((file) => fileFaults(file, paths));
  for (const group of ATTACK_GROUPS) {
    for (const row of group.rows) faults.push(...rowFaults(group, row, files));
  }
  return faults;
}

function fileFaults(file: AttackFile, paths: ReadonlySet<string>): string[] {
  const { path, by, second, expect, silenced, kind, authored } = file;
  const row = rowNamed(file.group, file.row);
  if (row === undefined) return [`${path}: there is no row ${file.group}/${file.row}`];
  const faults: string[] = [];
  const allowed = kind === "program" ? [...row.answers, ...row.authored] : row.answers;
  // TypeScript's own words count only where they cannot be silenced, or with what comes after them.
  const answer = /^reject\(TS/.test(expect) && kind === "program"
    ? silenced ?? (UNSILENCEABLE.test(expect) ? allowed[0]! : expect)
    : expect.replace(/ .*$/, "");
  if (!allowed.includes(answer)) faults.push(`${path}: its row has no answer ${answer}`);
  for (const layer of second === undefined ? [by] : [by, second]) {
    const isCompiler = layer === "compiler" && kind === "program";
    if (!row.layers.includes(LETTERS[layer]) && !isCompiler) {
      faults.push(`${path}: its row has no layer ${layer}`);
    }
  }
  if (authored !== undefined && !paths.has(path.replace(/[^/]+$/, authored))) {
    faults.push(`${path}: there is no ${authored} beside it`);
  }
  return faults;
}

/** Tests that rows name and that are not in the file that they name; `textOf` reads one. */
export function namedTestFaults(textOf: (path: string) => string): string[] {
  return ATTACK_GROUPS.flatMap(({ number, rows }) =>
    rows.flatMap((row) =>
      row.shownBy.filter((test) => {
        const border = test.indexOf(": ");
        return !textOf(test.slice(0, border)).includes(test.slice(border + 2));
      }).map((test) => `${number}-${row.number}: there is no test ${test}`)
    )
  );
}

function rowFaults(group: AttackGroup, row: AttackRow, files: readonly AttackFile[]): string[] {
  const directory = `${group.number}-${group.name}`;
  const name = `${row.number}-${row.slug}`;
  const own = files.filter((file) => file.group === directory && file.row === name);
  const place = `${directory}/${name}`;
  if (row.absent !== undefined) {
    return own.length === 0 ? [] : [`${place}: it has files and is listed as absent`];
  }
  if (own.length === 0) return row.shownBy.length > 0 ? [] : [`${place}: it has no file`];
  const kinds = row.starred ? ["body", "program"] as const : [];
  return kinds.filter((kind) => !own.some((file) => file.kind === kind))
    .map((kind) => `${place}: it has no ${kind}`);
}
