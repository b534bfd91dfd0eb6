/** Waiting for files to change. */

/** Editors write a file in several steps. */
const QUIET_MS = 100;

/** Resolves soon after something below `folders` changed, or when `signal` is aborted. */
export async function changeBelow(folders: readonly string[], signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  const watcher = Deno.watchFs([...folders], { recursive: true });
  const close = (): void => watcher.close();
  signal.addEventListener("abort", close, { once: true });
  try {
    for await (const { kind, paths } of watcher) {
      const isStore = paths.every((path) => path.includes("/.cf/"));
      if (kind !== "access" && !isStore) break;
    }
  } finally {
    signal.removeEventListener("abort", close);
  }
  await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
}
