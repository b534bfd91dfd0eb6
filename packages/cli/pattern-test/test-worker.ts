/** Who runs files of tests: this process, or one of its own that a crash takes along alone. */
import type { Toolchain } from "@commonfabric/runner";
import type { ChildLines } from "../command/child-process-powers.ts";
import type { CommandPowers } from "../command/command-powers.ts";
import { pause } from "../run/time-limit.ts";
import { runTestFile, type TestFileRequest } from "./test-file.ts";
import type { TestFileReport } from "./test-report.ts";

export interface TestWorker {
  /** @throws {WorkerEndError} when the process of the worker ends; the worker is of no use then */
  run(request: TestFileRequest): Promise<TestFileReport>;
  stop(): void;
}

/** The process that ran a file ended before it gave a report. */
export class WorkerEndError extends Error {
  override readonly name = "WorkerEndError";
  constructor(how: string) {
    super(`the process of the test ended: ${how}`);
  }
}

/** What a worker process writes: a report, or that it is alive. */
export type WorkerAnswer = { readonly report: TestFileReport } | { readonly alive: true };

export const WORKER_FILE: URL = new URL("./worker-main-powers.ts", import.meta.url);
/** How often a worker says that it is alive. */
export const ALIVE_MS = 1_000;
/** A compile occupies a process for a while; code that never ends does so for ever. */
const SILENCE_MS = 60_000;

/** Runs files in this process. */
export function inProcessWorker(toolchain: Toolchain, powers: CommandPowers): TestWorker {
  return { run: (request) => runTestFile(request, toolchain, powers), stop: () => {} };
}

/** Runs files in a process of its own, one after another. */
export function processWorker(child: ChildLines, powers: CommandPowers): TestWorker {
  const answers = child.lines[Symbol.asyncIterator]();
  return {
    stop: () => child.kill(),
    run: async (request) => {
      child.send(JSON.stringify(request));
      for (;;) {
        const silenceMs = SILENCE_MS + request.timeoutMs;
        const next = await Promise.race([answers.next(), silence(silenceMs, powers)]);
        if (next === "silence") {
          child.kill();
          throw new WorkerEndError(`no sign of life for ${silenceMs} ms`);
        }
        if (next.done === true) throw new WorkerEndError(await child.ended);
        const answer = JSON.parse(next.value) as WorkerAnswer;
        if ("report" in answer) return answer.report;
      }
    },
  };
}

async function silence(ms: number, powers: CommandPowers): Promise<"silence"> {
  await pause(ms, powers.setTimer);
  return "silence";
}
