/** Directories that live as long as one flow. */

/** Exit code of a process that was interrupted from the keyboard. */
const INTERRUPTED = 130;

/**
 * Runs `fn` with a new directory, and removes the directory afterwards, whatever happened; an
 * interrupt from the keyboard ends the process after the removal.
 */
export async function withTemporaryDirectory<T>(fn: (path: string) => Promise<T>): Promise<T> {
  const path = await Deno.makeTempDir({ prefix: "cf-flow-" });
  const onInterrupt = () => {
    Deno.removeSync(path, { recursive: true });
    Deno.exit(INTERRUPTED);
  };
  Deno.addSignalListener("SIGINT", onInterrupt);
  try {
    return await fn(path);
  } finally {
    Deno.removeSignalListener("SIGINT", onInterrupt);
    await Deno.remove(path, { recursive: true });
  }
}
