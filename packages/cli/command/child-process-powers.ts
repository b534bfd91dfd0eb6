/** Processes of this program's own files that are spoken to line by line. */
import { denoCommand } from "./deno-command-powers.ts";

/** A process at work. Lines that it writes to standard output are its answers. */
export interface ChildLines {
  send(line: string): void;
  readonly lines: AsyncIterable<string>;
  /** How it ended, in words. */
  readonly ended: Promise<string>;
  kill(): void;
}

/** What the loader, TypeScript and SES ask for; nothing of it leaves this machine. */
const PERMISSIONS = [
  "--allow-read",
  "--allow-write",
  "--allow-env=CF_*,FORCE_COLOR,HOME,LOCALAPPDATA,LOCKDOWN_*,NODE_ENV,NODE_INSPECTOR_IPC,NO_COLOR," +
  "TSC_*,USERPROFILE,VSCODE_INSPECTOR_OPTIONS,XDG_CACHE_HOME",
];

/** Whether this process may start others. */
export function mayStartProcesses(): boolean {
  return denoCommand() !== undefined;
}

/** Starts `file`, a module of this program, as a process of its own. */
export function startProcess(file: URL): ChildLines {
  const child = new Deno.Command(denoCommand() ?? "deno", {
    args: ["run", "--no-check", "--quiet", "--no-prompt", ...PERMISSIONS, file.href],
    stdin: "piped",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const input = child.stdin.getWriter();
  const encoder = new TextEncoder();
  return {
    // A process that ended says so itself; a line that it did not read is not an error of its own.
    send: (line) => void input.write(encoder.encode(`${line}\n`)).catch(() => {}),
    lines: linesOf(child.stdout),
    ended: child.status.then(({ code, signal }) =>
      signal === null ? `exit code ${code}` : `signal ${signal}`
    ),
    kill: () => {
      try {
        child.kill("SIGKILL");
      } catch (error) {
        // It has ended by itself.
        if (!(error instanceof TypeError)) throw error;
      }
    },
  };
}

/** The lines of a byte stream; a last one without a line end is left out: it is not whole. */
export async function* linesOf(stream: ReadableStream<Uint8Array>): AsyncIterable<string> {
  let rest = "";
  for await (const text of stream.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split("\n");
    rest = lines.pop()!;
    yield* lines;
  }
}
