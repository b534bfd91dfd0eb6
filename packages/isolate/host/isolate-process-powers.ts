/** Processes of Deno without permissions. */
import type { IsolatePowers, IsolateProcess } from "./isolate-process.ts";

/** Where Deno finds its cache of npm packages and the program of that name; nothing else is told. */
const INHERITED = [
  "DENO_DIR",
  "HOME",
  "LOCALAPPDATA",
  "PATH",
  "USERPROFILE",
  "XDG_CACHE_HOME",
];

const MIB = 1024 * 1024;

/**
 * The powers of this process. `command` starts Deno: a path or a name that this process may run.
 * @throws {Deno.errors.NotCapable} by `start`, where it may not
 */
export function isolatePowers(command: string): IsolatePowers {
  return {
    start: (file, heapBytes) => start(command, file, heapBytes),
    nowMs: () => performance.now(),
    setTimer: (ms, fn) => {
      const timer = setTimeout(fn, ms);
      return () => clearTimeout(timer);
    },
  };
}

function start(command: string, file: URL, heapBytes: number): IsolateProcess {
  const child = new Deno.Command(command, {
    args: [
      // No permission is given, none can be asked for, and nothing is downloaded.
      ...["run", "--quiet", "--no-prompt", "--no-check", "--cached-only", "--no-remote"],
      `--v8-flags=--max-old-space-size=${Math.max(1, Math.floor(heapBytes / MIB))}`,
      file.href,
    ],
    clearEnv: true,
    env: { ...inherited(), NO_COLOR: "1" },
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const input = child.stdin.getWriter();
  return {
    pid: child.pid,
    send: (bytes) => input.write(bytes),
    output: child.stdout,
    lines: linesOf(child.stderr),
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

function inherited(): Record<string, string> {
  return Object.fromEntries(INHERITED.flatMap((variable) => {
    const { state } = Deno.permissions.querySync({ name: "env", variable });
    const value = state === "granted" ? Deno.env.get(variable) : undefined;
    return value === undefined ? [] : [[variable, value] as const];
  }));
}

const MAX_LINE = 10_000;

/** Lines, each cut; a process may write without end and without line ends. */
async function* linesOf(stream: ReadableStream<Uint8Array>): AsyncIterable<string> {
  let rest = "";
  for await (const text of stream.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split("\n");
    rest = lines.pop()!.slice(0, MAX_LINE);
    for (const line of lines) yield line.slice(0, MAX_LINE);
  }
  if (rest !== "") yield rest;
}
