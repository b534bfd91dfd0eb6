/** Runs `cf` in this process with streams that are kept, in a directory of its own. */
import { processPowers } from "../../command/command-powers.ts";
import type { CommandPowers } from "../../command/command-powers.ts";
import { runCommand } from "../../command/run-command.ts";

export interface CommandResult {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** The one document of `--json`. */
  readonly json: Record<string, unknown>;
}

export interface CommandSetting {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  readonly outIsTerminal?: boolean;
  readonly outColumns?: number;
  readonly errIsTerminal?: boolean;
  readonly fetch?: CommandPowers["fetch"];
  readonly changeBelow?: CommandPowers["changeBelow"];
  /** Takes the function that an interrupt calls. */
  readonly onInterrupt?: (interrupt: () => void) => void;
  /** Told of each text on standard error as it comes. */
  readonly onErr?: (text: string) => void;
  /** Stands for the file system: takes the function that is told of changed paths. */
  readonly watch?: CommandPowers["watch"];
}

/** Runs the command line `args`. The environment is `env` and nothing else. */
export async function cf(args: readonly string[], setting: CommandSetting): Promise<CommandResult> {
  let out = "";
  let err = "";
  const powers: CommandPowers = {
    ...processPowers(),
    args,
    cwd: setting.cwd,
    env: (name) => setting.env?.[name],
    out: (text) => void (out += text),
    err: (text) => {
      err += text;
      setting.onErr?.(text);
    },
    outIsTerminal: setting.outIsTerminal ?? false,
    errIsTerminal: setting.errIsTerminal ?? false,
    outColumns: setting.outColumns ?? 80,
    errColumns: 80,
    ...(setting.fetch && { fetch: setting.fetch }),
    ...(setting.watch && { watch: setting.watch }),
    readStdin: () => Promise.resolve(setting.stdin ?? ""),
    ...(setting.changeBelow === undefined ? {} : { changeBelow: setting.changeBelow }),
    onInterrupt: (fn) => setting.onInterrupt?.(fn),
  };
  const code = await runCommand(powers);
  return {
    code,
    out,
    err,
    get json() {
      return JSON.parse(out) as Record<string, unknown>;
    },
  };
}

/** A directory with these files; removed after `fn`. */
export async function withDirectory(
  files: Readonly<Record<string, string>>,
  fn: (directory: string) => Promise<void>,
): Promise<void> {
  const directory = await Deno.makeTempDir({ prefix: "cf-test-" });
  try {
    for (const [name, text] of Object.entries(files)) await writeInto(directory, name, text);
    await fn(directory);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

/** Writes one file below `directory`, with the folders that it needs. */
export async function writeInto(directory: string, name: string, text: string): Promise<void> {
  const file = `${directory}/${name}`;
  await Deno.mkdir(file.slice(0, file.lastIndexOf("/")), { recursive: true });
  await Deno.writeTextFile(file, text);
}
