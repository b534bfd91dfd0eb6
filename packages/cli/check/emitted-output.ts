/** Emitted bodies for people and tools: printed beside the authored text, or written to a folder. */
import { join } from "node:path/posix";
import { sortedUtf8 } from "@commonfabric/canonical";
import { moduleRecordKey, quote } from "@commonfabric/contract";
import type { CompiledGraph } from "@commonfabric/runner";
import type { CommandPowers } from "../command/command-powers.ts";
import { CommandError } from "../command/errors.ts";
import { besideEachOther } from "../output/columns.ts";
import type { Printer } from "../output/printer.ts";
import { alignStatements } from "./align-statements.ts";

interface Emitted {
  readonly path: string;
  readonly authored: string;
  readonly body: string;
  readonly map: object | undefined;
}

/** Terminals that are narrower show the two texts one under the other. */
const MIN_COLUMNS = 100;

/**
 * Lines: for each module its path, the authored text, and the emitted body; beside each other by
 * statement on a terminal of that many `columns`. `only` is the path of one module.
 * @throws {CommandError} when the program has no such module
 */
export function emittedText(
  compiled: CompiledGraph,
  printer: Printer,
  { only, columns }: { readonly only: string | undefined; readonly columns: number | undefined },
): string[] {
  const modules = emittedModules(compiled);
  const wanted = only === undefined || only.startsWith("/") ? only : `/${only}`;
  const shown = modules.filter(({ path }) => wanted === undefined || path === wanted);
  if (shown.length === 0 && wanted !== undefined) {
    const known = sortedUtf8(modules.map(({ path }) => path)).join(", ");
    throw new CommandError(`--show-transformed: no such module: ${quote(wanted)} (has: ${known})`);
  }
  return shown.flatMap((module) =>
    columns === undefined || columns < MIN_COLUMNS
      ? oneUnderTheOther(module)
      : sideBySide(module, printer, columns)
  );
}

function oneUnderTheOther({ path, authored, body }: Emitted): string[] {
  return [
    `=== ${path} (authored)`,
    authored.trimEnd(),
    `=== ${path} (emitted)`,
    body.trimEnd(),
  ];
}

function sideBySide(
  { path, authored, body, map }: Emitted,
  printer: Printer,
  columns: number,
): string[] {
  const [head] = besideEachOther([`${path} (authored)`], [`${path} (emitted)`], columns);
  const rule = "-".repeat(columns);
  const rows = alignStatements(authored, body, map);
  return [
    printer.style(head!, "bold", "out"),
    ...rows.flatMap((row) => [
      printer.style(rule, "dim", "out"),
      ...besideEachOther(row.authored, row.emitted, columns),
    ]),
    printer.style(rule, "dim", "out"),
  ];
}

/** Writes `<path>.js` and `<path>.js.map` of every module below `directory`. */
export async function writeEmitted(
  compiled: CompiledGraph,
  directory: string,
  powers: CommandPowers,
): Promise<void> {
  for (const { path, body, map } of emittedModules(compiled)) {
    const file = join(directory, `${path}.js`);
    await powers.makeDirectory(file.slice(0, file.lastIndexOf("/")));
    await powers.writeTextFile(file, body);
    if (map !== undefined) await powers.writeTextFile(`${file}.map`, JSON.stringify(map));
  }
}

function emittedModules({ sources, graph }: CompiledGraph): Emitted[] {
  return sources.flatMap(({ path, identity, text }): Emitted[] => {
    const key = moduleRecordKey(identity);
    const body = graph.bodies.get(key);
    return body === undefined ? [] : [{ path, authored: text, body, map: graph.maps.get(key)?.() }];
  });
}
