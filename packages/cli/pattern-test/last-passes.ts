/**
 * What is remembered of files that passed, for `--changed`: under which program, host and toolchain.
 * The record is a hint beside the stores; without it everything runs.
 */
import { join } from "node:path/posix";
import { makeCounters } from "@commonfabric/contract";
import type { Toolchain } from "@commonfabric/runner";
import type { CommandPowers } from "../command/command-powers.ts";
import { StageClock } from "../output/timings.ts";
import { discoverProgram } from "../program/discover-program.ts";

const FORMAT = "cf.test-passes/1";

/** Absolute paths, and the key that each had when it passed last. */
export type Passes = Map<string, string>;

/** The record in the store folder `store`; empty when there is none that can be read. */
export async function readPasses(store: string, powers: CommandPowers): Promise<Passes> {
  const file = passesFile(store);
  if (!await powers.isFile(file)) return new Map();
  try {
    const { format, passes } = JSON.parse(await powers.readTextFile(file)) as {
      readonly format?: unknown;
      readonly passes?: unknown;
    };
    if (format !== FORMAT || typeof passes !== "object" || passes === null) return new Map();
    const texts = Object.entries(passes).filter(([, key]) => typeof key === "string");
    return new Map(texts as [string, string][]);
  } catch {
    return new Map();
  }
}

export async function writePasses(
  store: string,
  passes: Passes,
  powers: CommandPowers,
): Promise<void> {
  await powers.makeDirectory(store);
  const document = { format: FORMAT, passes: Object.fromEntries(passes) };
  await powers.writeTextFile(passesFile(store), `${JSON.stringify(document)}\n`);
}

/** What has to be equal for a pass to count; `undefined` where something of it is not known. */
export function passKey(entryIdentity: string | null, toolchain: Toolchain): string | undefined {
  const { host, sched } = toolchain.fingerprints?.() ?? {};
  const parts = [entryIdentity ?? undefined, host, sched, toolchain.runtimeVersion];
  return parts.includes(undefined) ? undefined : parts.join(" ");
}

/** The identity of the program at `path`, without compiling it. */
export async function entryIdentityOf(
  location: { readonly path: string; readonly root: string },
  powers: CommandPowers,
): Promise<string | null> {
  const found = await discoverProgram(location, {
    counters: makeCounters(),
    clock: new StageClock(powers.nowMs),
  });
  if (found.program === undefined) return null;
  return found.analysis?.modules.find(({ path }) => path === found.main)?.identity ?? null;
}

function passesFile(store: string): string {
  return join(store, "test-passes.json");
}
