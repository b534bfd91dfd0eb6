/** Editions of the sample pattern, stored by a session that ended, and their loads by pointer. */
import type { Counters } from "@commonfabric/contract";
import type { Runtime } from "@commonfabric/runner";
import type { ModuleRow } from "../../floors/load-modules.ts";
import { openSubject, SPACE, type Trust } from "../../harness/subject-powers.ts";
import { COMPUTATION, patternProgram, SAMPLE_VALUES } from "../../samples/pattern-program.ts";
import { programOf } from "../../samples/program.ts";
import { rowsOf } from "./rows-of.ts";

/** Modules of an edition. */
export const MODULES = 7;

/** A stored edition: its pointer for the subject, its rows for the floors, its texts for peers. */
export interface Edition {
  readonly entry: string;
  readonly rows: ReadonlyMap<string, ModuleRow>;
  readonly files: ReadonlyMap<string, string>;
}

/** Stores `count` editions in `directory`. */
export async function storeEditions(
  directory: string,
  count: number,
  trust: Trust,
): Promise<Edition[]> {
  const { runtime } = await openSubject(directory, trust);
  const editions: Edition[] = [];
  for (let edition = 0; edition < count; edition++) {
    const files = patternProgram(MODULES, edition);
    const { entryIdentity, compiled } = await runtime.patterns
      .compileAndRegisterModules(programOf(files), { space: SPACE });
    editions.push({ entry: entryIdentity, rows: rowsOf(compiled), files });
  }
  await runtime.dispose();
  return editions;
}

export interface Loaded {
  readonly ms: number;
  readonly counters: Counters;
  readonly total: unknown;
}

/** Loads the pattern of `entry` in a session of its own; its opening is not timed. */
export async function loadStored(directory: string, entry: string, trust: Trust): Promise<Loaded> {
  const { runtime, counters } = await openSubject(directory, trust);
  const before = { ...counters };
  const started = performance.now();
  const pattern = await runtime.patterns.loadPatternByIdentity(entry, "default", SPACE);
  const ms = performance.now() - started;
  if (pattern === undefined) throw new Error(`The stored pattern ${entry} did not load.`);
  const counted = {
    ...counters,
    storeTransactions: counters.storeTransactions - before.storeTransactions,
  };
  const total = totalOf(runtime, entry);
  await runtime.dispose();
  return { ms, counters: counted, total };
}

/** What the computation of the loaded pattern makes of the sample values. */
export function totalOf(runtime: Runtime, entry: string): unknown {
  return callWithSample(
    runtime.engine.implementationFor({ identity: entry, symbol: COMPUTATION }),
  );
}

export function callWithSample(compute: unknown): unknown {
  if (typeof compute !== "function") throw new Error("The program lifted no computation.");
  return Reflect.apply(compute, undefined, [SAMPLE_VALUES]);
}
