/** A copy of the workspace in which the sources of a target hold their mutants. */
import { instrument } from "./instrument.ts";
import type { Mutant } from "./mutant.ts";
import type { Target } from "./targets.ts";

const LEFT_OUT: ReadonlySet<string> = new Set([".cf", ".git"]);

export interface WorkspaceCopy {
  readonly directory: string;
  readonly mutants: readonly Mutant[];
  /** Paths of the test files, from the directory. */
  readonly tests: readonly string[];
}

/** Copies the workspace at `root` to `directory` and instruments what `target` names. */
export async function copyWorkspace(
  root: string,
  directory: string,
  target: Target,
): Promise<WorkspaceCopy> {
  for (const part of await namesIn(root)) {
    if (!LEFT_OUT.has(part)) await copy(`${root}/${part}`, `${directory}/${part}`);
  }
  const mutants: Mutant[] = [];
  for (const file of await filesBelow(root, target.sources)) {
    if (!isSource(file, target)) continue;
    const text = await Deno.readTextFile(`${root}/${file}`);
    const instrumented = instrument({ file, text }, mutants.length, target.refusals);
    mutants.push(...instrumented.mutants);
    await Deno.writeTextFile(`${directory}/${file}`, instrumented.text);
  }
  const tests = (await filesBelow(root, target.tests)).filter((file) =>
    file.endsWith(".test.ts") || target.tests.includes(file)
  );
  return { directory, mutants, tests };
}

function isSource(file: string, { except }: Target): boolean {
  return file.endsWith(".ts") && !file.includes("/test/") && !file.includes("/testdata/") &&
    !except.some((end) => file.endsWith(end));
}

async function filesBelow(root: string, paths: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  for (const path of paths) {
    if ((await Deno.stat(`${root}/${path}`)).isFile) files.push(path);
    else {for (const name of await namesIn(`${root}/${path}`)) {
        files.push(...await filesBelow(root, [`${path}/${name}`]));
      }}
  }
  return files;
}

async function namesIn(directory: string): Promise<string[]> {
  const names: string[] = [];
  for await (const { name } of Deno.readDir(directory)) names.push(name);
  return names.sort((a, b) => a < b ? -1 : 1);
}

async function copy(from: string, to: string): Promise<void> {
  if ((await Deno.lstat(from)).isFile) return await Deno.copyFile(from, to);
  await Deno.mkdir(to, { recursive: true });
  for (const name of await namesIn(from)) {
    // Installed packages are found by the lock file, and are full of links.
    if (name !== "node_modules") await copy(`${from}/${name}`, `${to}/${name}`);
  }
}
