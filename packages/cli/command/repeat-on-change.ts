/** `--watch`: does something now, and again when files of programs change, until an interrupt. */
import type { CommandPowers } from "./command-powers.ts";

export interface WatchRequest {
  readonly directories: readonly string[];
  /** Directories whose files are not part of any program: stores, packages. */
  readonly ignored: readonly string[];
  readonly signal: AbortSignal;
}

/** Editors write a file in several steps; what comes within this time is one change. */
const QUIET_MS = 100;

/** Runs `once` until the signal is aborted. Changes during a run lead to one more. */
export async function repeatOnChange(
  request: WatchRequest,
  powers: Pick<CommandPowers, "watch" | "setTimer">,
  once: () => Promise<void>,
): Promise<void> {
  const { signal } = request;
  let wake = (): void => {};
  let isChanged = false;
  const cancel = powers.watch(request.directories, (paths) => {
    if (!paths.some((path) => isProgramFile(path, request))) return;
    isChanged = true;
    wake();
  });
  signal.addEventListener("abort", () => wake(), { once: true });
  try {
    while (!signal.aborted) {
      isChanged = false;
      await once();
      while (!isChanged && !signal.aborted) await new Promise<void>((resolve) => wake = resolve);
      if (!signal.aborted) await new Promise<void>((resolve) => powers.setTimer(QUIET_MS, resolve));
    }
  } finally {
    cancel();
  }
}

/** Whether a program could have this file: no dot file, nothing of a store or of packages. */
function isProgramFile(path: string, { directories, ignored }: WatchRequest): boolean {
  const isBelow = (directory: string): boolean => path.startsWith(`${directory}/`);
  if (ignored.some((directory) => path === directory || isBelow(directory))) return false;
  const root = directories.find(isBelow);
  if (root === undefined) return false;
  const names = path.slice(root.length + 1).split("/");
  return names.every((name) => !name.startsWith(".") && name !== "node_modules") &&
    names.at(-1)!.includes(".");
}
