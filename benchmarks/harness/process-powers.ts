/** Whole processes as samples. */

export interface ProcessRun {
  readonly ms: number;
  readonly stdout: string;
}

export interface ProcessOptions {
  readonly env?: Record<string, string>;
  readonly cwd?: string;
}

/** Runs a command and tells on standard error what CPU its processes took. */
const TIMED = `"$0" "$@"; status=$?; times >&2; exit $status`;

/**
 * Runs `deno run` with `args` and waits for it.
 * @throws {Error} with the process's own last line when it fails
 */
export function runDeno(
  args: readonly string[],
  options: ProcessOptions = {},
): Promise<ProcessRun> {
  return runProcess("deno", ["run", "--no-check", "--quiet", ...args], options);
}

/**
 * Runs `command` and waits for it.
 * @throws {Error} with the process's own last line when it fails
 */
export async function runProcess(
  command: string,
  args: readonly string[],
  options: ProcessOptions = {},
): Promise<ProcessRun> {
  const { ms, stdout } = await runToEnd(command, args, options);
  return { ms, stdout };
}

/**
 * The same through the shell, which tells the CPU of the process and of all it started.
 * @throws {Error} with the process's own last line when it fails, and where there is no such shell
 */
export async function runProcessForCpu(
  command: string,
  args: readonly string[],
  options: ProcessOptions = {},
): Promise<ProcessRun & { readonly cpuMs: number }> {
  const { ms, stdout, stderr } = await runToEnd("sh", ["-c", TIMED, command, ...args], options);
  const children = stderr.trim().split("\n").at(-1) ?? "";
  const times = [...children.matchAll(/(\d+)m([\d.]+)s/g)];
  if (times.length !== 2) throw new Error(`The shell tells no times: ${children}`);
  const seconds = times.reduce(
    (sum, [, minutes, rest]) => sum + 60 * Number(minutes) + Number(rest),
    0,
  );
  return { ms, stdout, cpuMs: seconds * 1000 };
}

async function runToEnd(
  command: string,
  args: readonly string[],
  { env, cwd }: ProcessOptions,
): Promise<ProcessRun & { readonly stderr: string }> {
  const started = performance.now();
  const output = await new Deno.Command(command, {
    args: [...args],
    stdout: "piped",
    stderr: "piped",
    ...(env === undefined ? {} : { env }),
    ...(cwd === undefined ? {} : { cwd }),
  }).output();
  const ms = performance.now() - started;
  const decoder = new TextDecoder();
  const [stdout, stderr] = [decoder.decode(output.stdout), decoder.decode(output.stderr)];
  if (!output.success) {
    const lines = (stderr.trim() || stdout.trim()).split("\n");
    throw new Error(`exit ${output.code}: ${lines.at(-1) ?? ""}`);
  }
  return { ms, stdout, stderr };
}
