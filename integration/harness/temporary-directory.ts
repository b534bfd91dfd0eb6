/** Directories that live as long as one flow. */

/** Runs `fn` with a new directory, and removes the directory afterwards, whatever happened. */
export async function withTemporaryDirectory<T>(fn: (path: string) => Promise<T>): Promise<T> {
  const path = await Deno.makeTempDir({ prefix: "cf-flow-" });
  try {
    return await fn(path);
  } finally {
    await Deno.remove(path, { recursive: true });
  }
}
