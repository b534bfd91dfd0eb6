/** Child processes of a flow: what they printed, and how they ended. */

import { workspacePath } from "./workspace-path.ts";

export interface ChildResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Environment variables that the loader, TypeScript and SES ask for. */
export const LOADER_VARIABLES: string =
  "CF_*,HOME,LOCALAPPDATA,LOCKDOWN_*,NODE_ENV,NODE_INSPECTOR_IPC,NO_COLOR," +
  "FORCE_COLOR,TSC_*,USERPROFILE,VSCODE_INSPECTOR_OPTIONS,XDG_CACHE_HOME";

/** Permissions of a process that runs the loader, spelled out. */
export const LOADER_PERMISSIONS: readonly string[] = [
  "--allow-read",
  "--allow-write",
  `--allow-env=${LOADER_VARIABLES}`,
  "--allow-sys=osRelease,cpus",
];

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Further flags of `deno run`. */
  readonly flags?: readonly string[];
  /** Flags that say how imports resolve; the configuration of the workspace when absent. */
  readonly configuration?: readonly string[];
}

/** Runs a TypeScript file in a fresh Deno process and waits for its end. */
export async function runDenoFile(
  file: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<ChildResult> {
  const output = await new Deno.Command("deno", {
    args: [
      "run",
      "--no-check",
      "--quiet",
      "--no-prompt",
      ...options.configuration ?? [`--config=${workspacePath("deno.json")}`],
      ...LOADER_PERMISSIONS,
      ...options.flags ?? [],
      file,
      ...args,
    ],
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    env: { NO_COLOR: "1", ...options.env },
  }).output();
  const decoder = new TextDecoder();
  return {
    code: output.code,
    stdout: decoder.decode(output.stdout),
    stderr: decoder.decode(output.stderr),
  };
}

/** Runs the `cf` command. */
export function runCf(
  args: readonly string[],
  options: RunOptions = {},
): Promise<ChildResult> {
  const main = workspacePath("packages/cli/main-powers.ts");
  return runDenoFile(main, args, options);
}

/** The one JSON document that a `--json` command printed. @throws {Error} with its other output. */
export function jsonOf<T>(result: ChildResult): T {
  try {
    return JSON.parse(result.stdout) as T;
  } catch (cause) {
    throw new Error(
      `exit ${result.code}, not one JSON document:\n${result.stdout}\n${result.stderr}`,
      { cause },
    );
  }
}
