/** The state of this repository before the current one, in a directory of its own. */

export interface Checkout {
  /** What git calls it. */
  readonly revision: string;
  readonly directory: string;
}

/**
 * Writes the commit before the current state into `directory`: `HEAD` where files below `packages`
 * differ from it, else its parent. Without one the answer says why.
 */
export async function previousCheckout(
  root: string,
  directory: string,
): Promise<Checkout | { readonly unavailable: string }> {
  const edited = await git(root, "status", "--porcelain", "--", "packages", "deno.json");
  if (edited === undefined) return { unavailable: "this directory is no git checkout" };
  const name = edited.trim() === "" ? "HEAD~1" : "HEAD";
  const revision = (await git(root, "rev-parse", "--verify", "--quiet", `${name}^{commit}`))
    ?.trim();
  if (revision === undefined) return { unavailable: `git has no ${name} here (a shallow clone?)` };
  const archive = `${directory}.tar`;
  const packed = await git(root, "archive", `--output=${archive}`, revision);
  if (packed === undefined) return { unavailable: `git cannot archive ${revision}` };
  await Deno.mkdir(directory);
  const unpacked = await output(root, "tar", ["-xf", archive, "-C", directory]);
  return unpacked === undefined
    ? { unavailable: "tar cannot unpack an archive" }
    : { revision: revision.slice(0, 12), directory };
}

function git(root: string, ...args: string[]): Promise<string | undefined> {
  return output(root, "git", args);
}

/** Standard output, or `undefined` when the program is not there or fails. */
async function output(
  cwd: string,
  program: string,
  args: readonly string[],
): Promise<string | undefined> {
  try {
    const { success, stdout } = await new Deno.Command(program, {
      args: [...args],
      cwd,
      stdin: "null",
      stderr: "null",
    }).output();
    return success ? new TextDecoder().decode(stdout) : undefined;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
