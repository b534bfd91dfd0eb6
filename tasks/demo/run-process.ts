/** Runs one process of the demo and listens to what it tells. */
import type { Message } from "./messages.ts";
import type { ProgressLine } from "./progress-line.ts";

export interface ProcessSpec {
  /** File beside this one. */
  readonly file: string;
  readonly args: readonly string[];
  /** Which configuration it resolves imports with, and what it may do. */
  readonly flags: readonly string[];
  readonly directory: string;
}

export interface ProcessOutcome<T> {
  readonly report: T;
  readonly pid: number;
  /** From its start to its end, start of the platform included. */
  readonly ms: number;
}

/** @throws {Error} with what the process wrote, when it ends without a report */
export async function runProcess<T>(
  spec: ProcessSpec,
  progress: ProgressLine,
): Promise<ProcessOutcome<T>> {
  const startedMs = performance.now();
  const child = new Deno.Command("deno", {
    args: [
      "run",
      "--quiet",
      "--no-check",
      "--no-prompt",
      ...spec.flags,
      new URL(spec.file, import.meta.url).href,
      ...spec.args,
    ],
    cwd: spec.directory,
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const errors = new Response(child.stderr).text();
  let report: T | undefined;
  let other = "";
  for await (const line of lines(child.stdout)) {
    const message = parseMessage<T>(line);
    if (message === undefined) other += `${line}\n`;
    else if ("report" in message) report = message.report;
    else progress.update(message.progress, message.done, message.total);
  }
  const { code } = await child.status;
  const said = `${other}${await errors}`.trim();
  if (code !== 0 || report === undefined) {
    throw new Error(`${spec.file} ended with exit code ${code}.\n${said}`);
  }
  if (said !== "") console.error(said);
  return { report, pid: child.pid, ms: performance.now() - startedMs };
}

function parseMessage<T>(line: string): Message<T> | undefined {
  try {
    return JSON.parse(line) as Message<T>;
  } catch {
    return undefined;
  }
}

async function* lines(stream: ReadableStream<Uint8Array>): AsyncIterable<string> {
  let rest = "";
  for await (const chunk of stream.pipeThrough(new TextDecoderStream())) {
    const parts = (rest + chunk).split("\n");
    rest = parts.pop()!;
    yield* parts;
  }
  if (rest !== "") yield rest;
}
