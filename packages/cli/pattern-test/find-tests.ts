/** Which files a command line of tests means: named files, and the tests below named folders. */
import { nodeSha256, sortedUtf8 } from "@commonfabric/canonical";
import { quote } from "@commonfabric/contract";
import { join, normalize, resolve } from "node:path/posix";
import type { CommandPowers } from "../command/command-powers.ts";
import { CommandError, UsageError } from "../command/errors.ts";

const TEST_FILE = /\.test\.tsx$/;

/** Folders that hold no tests of the user. */
const SKIPPED_FOLDERS: ReadonlySet<string> = new Set(["node_modules", ".cf", ".git"]);

export interface TestSelection {
  /** Only files whose path contains it. */
  readonly filter: string | undefined;
  readonly shard: Shard | undefined;
}

/** Part `part` (from 1) of `of`. */
export interface Shard {
  readonly part: number;
  readonly of: number;
}

export interface FoundTests {
  /** As the user would type them, each once. */
  readonly files: readonly string[];
  /** Paths without test files. */
  readonly unmatched: readonly string[];
}

/** The test files of `paths`. @throws {CommandError} when the filter leaves none */
export async function findTests(
  paths: readonly string[],
  { filter, shard }: TestSelection,
  powers: CommandPowers,
): Promise<FoundTests> {
  const unmatched: string[] = [];
  const found = new Map<string, string>();
  for (const path of paths) {
    const files = await testsAt(path, powers);
    if (files.length === 0) unmatched.push(path);
    for (const file of files) {
      const absolute = resolve(powers.cwd, file);
      if (!found.has(absolute)) found.set(absolute, file);
    }
  }
  const chosen = [...found.values()].filter((file) =>
    filter === undefined || file.includes(filter)
  );
  if (chosen.length === 0 && found.size > 0) {
    throw new CommandError(`no test file: --filter ${quote(filter!)} leaves none`);
  }
  const files = shard === undefined ? chosen : chosen.filter((file) => isInShard(file, shard));
  return { files, unmatched };
}

async function testsAt(path: string, powers: CommandPowers): Promise<readonly string[]> {
  const absolute = resolve(powers.cwd, path);
  if (await powers.isFile(absolute)) return [path];
  if (!await powers.isDirectory(absolute)) return [];
  const files: string[] = [];
  for (const { name, isDirectory } of await powers.listDirectory(absolute)) {
    const below = join(path, name);
    if (isDirectory && !SKIPPED_FOLDERS.has(name)) files.push(...await testsAt(below, powers));
    else if (!isDirectory && TEST_FILE.test(name)) files.push(below);
  }
  return sortedUtf8(files);
}

/** The same on every machine: by the path as it is typed, not by the order of the folder. */
function isInShard(file: string, { part, of }: Shard): boolean {
  const digest = nodeSha256(new TextEncoder().encode(normalize(file)));
  const number = digest.subarray(0, 4).reduce((sum, byte) => sum * 256 + byte, 0);
  return number % of === part - 1;
}

/** `k/n`. @throws {UsageError} */
export function parseShard(text: string): Shard {
  const match = /^([1-9][0-9]{0,3})\/([1-9][0-9]{0,3})$/.exec(text);
  const part = Number(match?.[1]);
  const of = Number(match?.[2]);
  if (match === null || part > of) {
    throw new UsageError(`--shard: not k/n with k from 1 to n: ${quote(text)}`);
  }
  return { part, of };
}
