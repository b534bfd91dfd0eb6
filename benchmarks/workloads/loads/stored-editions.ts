/** Editions of the sample pattern, stored by a session that ended, and their loads by pointer. */
import type { Counters } from "@commonfabric/contract";
import type { Runtime } from "@commonfabric/runner";
import type { ModuleRow } from "../../floors/load-modules.ts";
import { runDeno } from "../../harness/process-powers.ts";
import { openSubject, SPACE, type Trust } from "../../harness/subject-powers.ts";
import { COMPUTATION, SAMPLE_VALUES } from "../../samples/pattern-program.ts";
import type { Edition } from "./edition.ts";

const PERMISSIONS = ["--allow-read", "--allow-write", "--allow-env"];
const SCRIPT = new URL("../../processes/store-editions.ts", import.meta.url).pathname;

let stored = 0;

/** Stores `count` editions in `directory`, each with texts that were in no edition before. */
export async function storeEditions(
  directory: string,
  count: number,
  trust: Trust,
): Promise<Edition[]> {
  const first = stored;
  stored += count;
  const settings = [directory, `${count}`, `${first}`, trust];
  const { stdout } = await runDeno([...PERMISSIONS, SCRIPT, ...settings]);
  return (JSON.parse(stdout) as StoredEdition[]).map(({ entry, rows, files }) => ({
    entry,
    rows: new Map(rows),
    files: new Map(files),
  }));
}

interface StoredEdition {
  readonly entry: string;
  readonly rows: readonly (readonly [string, ModuleRow])[];
  readonly files: readonly (readonly [string, string])[];
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
