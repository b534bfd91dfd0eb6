/** Where a command works: store directory, space and program root, from flags and environment. */
import { dirname, join, resolve } from "node:path/posix";
import type { CommandPowers } from "./command-powers.ts";
import type { Invocation } from "./verb.ts";

export interface Settings {
  /** Absolute directory of the space files. */
  readonly store: string;
  readonly storeExists: boolean;
  readonly space: string;
}

/**
 * Flag, then environment, then default. The default store is the nearest ancestor `.cf/` of the
 * working directory, else `.cf/` beside the program root.
 */
export async function readSettings(
  invocation: Invocation,
  powers: CommandPowers,
  programRoot: string,
): Promise<Settings> {
  const named = invocation.option("store") ?? powers.env("CF_STORE");
  const store = named !== undefined
    ? resolve(powers.cwd, named)
    : await nearestStore(powers.cwd, powers) ?? join(programRoot, ".cf");
  return {
    store,
    storeExists: await powers.isDirectory(store),
    space: invocation.option("space") ?? powers.env("CF_SPACE") ?? "home",
  };
}

async function nearestStore(from: string, powers: CommandPowers): Promise<string | undefined> {
  for (let directory = from;; directory = dirname(directory)) {
    const candidate = join(directory, ".cf");
    if (await powers.isDirectory(candidate)) return candidate;
    if (directory === dirname(directory)) return undefined;
  }
}

/** The program of `file`: its absolute path and the root that imports may not leave. */
export function programLocation(
  file: string,
  invocation: Invocation,
  powers: CommandPowers,
): { path: string; root: string } {
  const path = resolve(powers.cwd, file);
  const named = invocation.option("root") ?? powers.env("CF_ROOT");
  return { path, root: named === undefined ? dirname(path) : resolve(powers.cwd, named) };
}
