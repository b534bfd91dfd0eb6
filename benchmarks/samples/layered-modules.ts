/** Programs in levels: each module imports modules of the level below, and every one is reached. */
import { functionName, moduleText } from "./module-text.ts";

interface LayeredModule {
  readonly path: string;
  readonly imports: readonly string[];
}

/** A program of modules of about 1.8 KB, in as many editions as a run needs. */
export class LayeredProgram {
  /** How many levels of imports there are, the entry's included. */
  readonly depth: number;
  readonly #levels: readonly number[];
  readonly #edges: number;
  readonly #modules: readonly LayeredModule[];

  /** Modules of each level, the entry first, and about how many imports there are. */
  constructor(levels: readonly number[], edges: number) {
    this.depth = levels.length;
    this.#levels = levels;
    this.#edges = edges;
    this.#modules = levels.flatMap((size, level) =>
      Array.from({ length: size }, (_, index) => ({
        path: pathOf(level, index),
        imports: this.#importsOf(level, index),
      }))
    );
  }

  /** How many modules there are. */
  get count(): number {
    return this.#modules.length;
  }

  /** A module that imports nothing. */
  get leaf(): string {
    return pathOf(this.depth - 1, 7);
  }

  /** How many modules reach the one at `path`. */
  importersOf(path: string): number {
    const reaching = new Set<string>();
    for (let size = -1; size < reaching.size;) {
      size = reaching.size;
      for (const { path: importer, imports } of this.#modules) {
        const reaches = imports.some((target) => target === path || reaching.has(target));
        if (reaches) reaching.add(importer);
      }
    }
    return reaching.size;
  }

  /** Texts by path, entry first; each text is new with `edition`. */
  files(edition: number): Map<string, string> {
    return new Map(this.#modules.map((module) => [module.path, longText(module, edition)]));
  }

  /** The leaf in another edition. */
  leafText(edition: number): string {
    return longText({ path: this.leaf, imports: [] }, edition);
  }

  /** Neighbours of the level below, so that each of its modules has an importer. */
  #importsOf(level: number, index: number): string[] {
    const below = this.#levels[level + 1];
    if (below === undefined) return [];
    const inner = this.#levels.slice(0, -1).reduce((sum, size) => sum + size, 0);
    const wanted = Math.max(
      Math.ceil(below / this.#levels[level]!),
      Math.round(this.#edges / inner),
    );
    const first = Math.floor((index * below) / this.#levels[level]!);
    return Array.from(
      { length: Math.min(below, wanted) },
      (_, at) => pathOf(level + 1, (first + at) % below),
    );
  }
}

function pathOf(level: number, index: number): string {
  return level === 0 ? "/main.ts" : `/level-${level}-${index}.ts`;
}

function longText({ path, imports }: LayeredModule, edition: number): string {
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
