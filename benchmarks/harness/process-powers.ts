/** Whole processes as samples. */

export interface ProcessRun {
  readonly ms: number;
  readonly stdout: string;
}

/**
 * Runs `deno run` with `args` and waits for it.
 * @throws {Error} with the process's own last line when it fails.
 */
export async function runDeno(
  args: readonly string[],
  options: { env?: Record<string, string>; cwd?: string } = {},
): Promise<ProcessRun> {
  const started = performance.now();
  const output = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-check", "--quiet", ...args],
    stdout: "piped",
    stderr: "piped",
    ...(options.env === undefined ? {} : { env: options.env }),
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
  }).output();
  const ms = performance.now() - started;
  const decoder = new TextDecoder();
  if (!output.success) {
    const lines = decoder.decode(output.stderr).trim().split("\n");
    throw new Error(`exit ${output.code}: ${lines.at(-1) ?? ""}`);
  }
  return { ms, stdout: decoder.decode(output.stdout) };
}
