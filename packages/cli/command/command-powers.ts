/** What the command needs of its machine: arguments, environment, streams, files, clock. */
import process from "node:process";
import { type ChildLines, mayStartProcesses, startProcess } from "./child-process-powers.ts";
import { denoCommand } from "./deno-command-powers.ts";
import { changeBelow } from "./watch-powers.ts";

export interface CommandPowers {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly platformVersions: { readonly deno: string; readonly v8: string };
  /** `undefined` also for a variable that this process may not read. */
  env(name: string): string | undefined;
  /** Writes to standard output; a closed pipe ends the process silently. */
  out(text: string): void;
  err(text: string): void;
  readonly outIsTerminal: boolean;
  readonly errIsTerminal: boolean;
  readonly outColumns: number;
  readonly errColumns: number;
  readTextFile(path: string): Promise<string>;
  readStdin(): Promise<string>;
  /** What is directly in a folder, in no order. */
  listDirectory(path: string): Promise<readonly { name: string; isDirectory: boolean }[]>;
  isDirectory(path: string): Promise<boolean>;
  isFile(path: string): Promise<boolean>;
  /** A new directory for one run, and the way to remove it. */
  makeTemporaryDirectory(): Promise<{ path: string; remove(): Promise<void> }>;
  writeTextFile(path: string, text: string): Promise<void>;
  makeDirectory(path: string): Promise<void>;
  /** Milliseconds, with fractions, of a monotonic clock. */
  nowMs(): number;
  /** Calls `fn` once after `ms`, unless the returned function is called before. */
  setTimer(ms: number, fn: () => void): () => void;
  /** The network of this machine, as far as the process may use it. */
  fetch(url: string, init?: RequestInit): Promise<Response>;
  /**
   * Calls `fn` with the paths below `directories` that were written, made or removed, until the
   * returned function is called.
   */
  watch(directories: readonly string[], fn: (paths: readonly string[]) => void): () => void;
  /** A text that no other call and no other process gets. */
  uniqueId(): string;
  /** How many things this machine does at the same time. */
  readonly cores: number;
  /** The command that starts another process of this Deno; `undefined` where none may be started. */
  denoCommand(): string | undefined;
  /** Starts a module of this program as a process; absent where that is not permitted. */
  readonly startProcess?: (file: URL) => ChildLines;
  /** Resolves when something below `folders` changed, or when `signal` is aborted. */
  changeBelow(folders: readonly string[], signal: AbortSignal): Promise<void>;
  /** Calls `fn` at the first interrupt; a second one ends the process at once. */
  onInterrupt(fn: () => void): void;
}

/** The powers of this process. */
export function processPowers(): CommandPowers {
  const encoder = new TextEncoder();
  const writeAll = (
    stream: { writeSync(bytes: Uint8Array): number },
    text: string,
  ): void => {
    let bytes = encoder.encode(text);
    try {
      while (bytes.length > 0) bytes = bytes.subarray(stream.writeSync(bytes));
    } catch (error) {
      // A reader that went away (`cf ... | head`) is not an error of this command.
      if (error instanceof Deno.errors.BrokenPipe) Deno.exit(0);
      throw error;
    }
  };
  return {
    args: Deno.args,
    cwd: Deno.cwd(),
    platformVersions: { deno: Deno.version.deno, v8: Deno.version.v8 },
    env: (variable) => {
      const { state } = Deno.permissions.querySync({ name: "env", variable });
      return state === "granted" ? Deno.env.get(variable) : undefined;
    },
    out: (text) => writeAll(Deno.stdout, text),
    err: (text) => writeAll(Deno.stderr, text),
    outIsTerminal: Deno.stdout.isTerminal(),
    errIsTerminal: Deno.stderr.isTerminal(),
    outColumns: process.stdout.columns ?? 80,
    errColumns: process.stderr.columns ?? 80,
    readTextFile: (path) => Deno.readTextFile(path),
    readStdin: async () => await new Response(Deno.stdin.readable).text(),
    listDirectory: async (path) => await Array.fromAsync(Deno.readDir(path)),
    isDirectory: async (path) => (await statOf(path))?.isDirectory ?? false,
    isFile: async (path) => (await statOf(path))?.isFile ?? false,
    makeTemporaryDirectory: async () => {
      const path = await Deno.makeTempDir({ prefix: "cf-" });
      return { path, remove: () => Deno.remove(path, { recursive: true }) };
    },
    writeTextFile: (path, text) => Deno.writeTextFile(path, text),
    makeDirectory: (path) => Deno.mkdir(path, { recursive: true }),
    nowMs: () => performance.now(),
    setTimer: (ms, fn) => {
      const timer = setTimeout(fn, ms);
      return () => clearTimeout(timer);
    },
    fetch: (url, init) => fetch(url, init),
    cores: navigator.hardwareConcurrency,
    denoCommand,
    ...(mayStartProcesses() ? { startProcess } : {}),
    watch: watchFiles,
    changeBelow,
    uniqueId: () => crypto.randomUUID(),
    onInterrupt: (fn) => {
      let interrupted = false;
      Deno.addSignalListener("SIGINT", () => {
        if (interrupted) Deno.exit(130);
        interrupted = true;
        fn();
      });
    },
  };
}

async function statOf(path: string): Promise<Deno.FileInfo | undefined> {
  try {
    return await Deno.stat(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory) {
      return undefined;
    }
    throw error;
  }
}

function watchFiles(
  directories: readonly string[],
  fn: (paths: readonly string[]) => void,
): () => void {
  const watcher = Deno.watchFs([...directories], { recursive: true });
  void (async () => {
    for await (const { kind, paths } of watcher) {
      if (kind !== "access" && kind !== "other") fn(paths);
    }
  })();
  return () => watcher.close();
}
