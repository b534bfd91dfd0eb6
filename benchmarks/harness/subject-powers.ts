/** The subject of in-process benchmarks: a fresh runtime over SQLite stores, and its counters. */
import { type CounterName, type Counters, makeCounters } from "@commonfabric/contract";
import { readToolchain, Runtime, type Toolchain } from "@commonfabric/runner";
import { type SpaceStores, sqliteStores } from "@commonfabric/storage";

/** The space of every benchmark. */
export const SPACE = "home";

export interface Subject {
  readonly runtime: Runtime;
  readonly counters: Counters;
}

let toolchain: Toolchain | undefined;

/** Whether a session believes what it stored itself, or verifies every body. */
export type Trust = "key file" | "none";

/** A new session over the stores in `directory`, with the space opened. */
export function openSubject(directory: string, trust: Trust = "key file"): Promise<Subject> {
  return openSubjectOn(sqliteStores(directory), trust);
}

/** A new session over `stores`, with the space opened. Stores without a directory have no key file. */
export async function openSubjectOn(
  stores: SpaceStores,
  trust: Trust = stores.secretFile === undefined ? "none" : "key file",
): Promise<Subject> {
  toolchain ??= readToolchain();
  const counters = makeCounters();
  const runtime = new Runtime({
    stores,
    toolchain,
    counters,
    ...(trust === "none" ? { attestation: trust } : {}),
  });
  await runtime.openSpace(SPACE);
  return { runtime, counters };
}

/** The named counters since `before`. */
export function countedSince<Name extends CounterName>(
  now: Counters,
  before: Counters,
  names: readonly Name[],
): Record<Name, number> {
  return Object.fromEntries(names.map((name) => [name, now[name] - before[name]])) as Record<
    Name,
    number
  >;
}

/** A directory that is removed after `use`. */
export async function withDirectory<T>(use: (directory: string) => Promise<T>): Promise<T> {
  const directory = await Deno.makeTempDir({ prefix: "commonfabric-bench-" });
  try {
    return await use(directory);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}
