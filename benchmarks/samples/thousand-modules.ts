/**
 * The program of the identity benchmark: modules of about 1.8 KB in levels, each of which imports
 * modules of the level below, two and a half on average.
 */
import { functionName, moduleText } from "./module-text.ts";

/** Modules of each level, the entry first. */
const LEVELS = [1, 5, 25, 125, 844];
const EDGES = 2_500;

/** A module of the sample: its imports are those of the level below. */
interface SampleModule {
  readonly path: string;
  readonly imports: readonly string[];
}

/** Number of modules. */
export const COUNT: number = LEVELS.reduce((sum, size) => sum + size, 0);

/** The leaf that is edited. */
export const EDITED: string = pathOf(LEVELS.length - 1, 7);

const MODULES: readonly SampleModule[] = LEVELS.flatMap((size, level) =>
  Array.from({ length: size }, (_, index) => ({
    path: pathOf(level, index),
    imports: importsOf(level, index),
  }))
);

/** How many modules reach the edited one. */
export const IMPORTERS: number = importersOf(EDITED).size;

/** Texts by path, entry first; each text is new with `edition`. */
export function thousandModules(edition: number): Map<string, string> {
  return new Map(MODULES.map((module) => [module.path, longText(module, edition)]));
}

/** The edited leaf in another edition. */
export function editedText(edition: number): string {
  return longText({ path: EDITED, imports: [] }, edition);
}

function pathOf(level: number, index: number): string {
  return level === 0 ? "/main.ts" : `/level-${level}-${index}.ts`;
}

/** Every module of the level below has an importer, and the number of edges is \`EDGES\`. */
function importsOf(level: number, index: number): string[] {
  const below = LEVELS[level + 1];
  if (below === undefined) return [];
  const inner = COUNT - LEVELS.at(-1)!;
  const wanted = Math.max(Math.ceil(below / LEVELS[level]!), Math.round(EDGES / inner));
  const count = Math.min(below, wanted);
  const first = Math.floor((index * below) / LEVELS[level]!);
  return Array.from({ length: count }, (_, at) => pathOf(level + 1, (first + at) % below));
}

function importersOf(path: string): Set<string> {
  const reaching = new Set<string>();
  for (let size = -1; size < reaching.size;) {
    size = reaching.size;
    for (const { path: importer, imports } of MODULES) {
      if (imports.some((target) => target === path || reaching.has(target))) {
        reaching.add(importer);
      }
    }
  }
  return reaching;
}

function longText({ path, imports }: SampleModule, edition: number): string {
  const text = moduleText({ path, imports, edition });
  const name = functionName(path);
  return text + Array.from(
    { length: imports.length === 0 ? 4 : 0 },
    (_, part) => `
/** Part ${part} of what the module gives, in another order. */
export function ${name}_${part}(values: readonly number[]): Map<string, number> {
  const entries = values.map((value, at): [string, number] => [\`k\${at + ${part}}\`, value]);
  return new Map(entries.filter(([key]) => key !== "k${edition}"));
}
`,
  ).join("");
}
