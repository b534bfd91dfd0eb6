/**
 * Runs files with several workers. A worker that ends fails its file only and is replaced. Reports
 * come out in the order of the files, whoever was first.
 */
import { rounded } from "../output/timings.ts";
import { failedReport } from "./failed-report.ts";
import type { TestFileRequest } from "./test-file.ts";
import type { TestFileReport } from "./test-report.ts";
import { type TestWorker, WorkerEndError } from "./test-worker.ts";

export interface PoolOptions {
  readonly jobs: number;
  readonly startWorker: () => TestWorker;
  readonly nowMs: () => number;
  /** Called in the order of the requests. `false`: no further file is begun. */
  readonly onReport: (report: TestFileReport) => boolean;
  /** Aborted by an interrupt: workers are stopped at once. */
  readonly signal: AbortSignal;
}

/** Runs `requests`; gives the reports of those that were begun, in their order. */
export async function runPool(
  requests: readonly TestFileRequest[],
  options: PoolOptions,
): Promise<readonly TestFileReport[]> {
  const done: (TestFileReport | undefined)[] = [];
  const told: TestFileReport[] = [];
  const live = new Set<TestWorker>();
  let next = 0;
  let isStopped = false;
  const tell = (): void => {
    for (let report = done[told.length]; report !== undefined; report = done[told.length]) {
      told.push(report);
      if (!options.onReport(report)) isStopped = true;
    }
  };
  const interrupted = Promise.withResolvers<void>();
  const stopAll = (): void => {
    isStopped = true;
    for (const worker of live) worker.stop();
    interrupted.resolve();
  };
  options.signal.addEventListener("abort", stopAll, { once: true });
  const work = async (): Promise<void> => {
    let worker: TestWorker | undefined;
    while (!isStopped && next < requests.length) {
      const at = next++;
      if (worker === undefined) live.add(worker = options.startWorker());
      try {
        done[at] = await runOne(worker, requests[at]!, options.nowMs);
      } catch (error) {
        if (!(error instanceof WorkerEndError)) throw error;
        live.delete(worker);
        worker = undefined;
        done[at] = failedReport(requests[at]!.file, error.message);
      }
      tell();
    }
    if (worker !== undefined) {
      live.delete(worker);
      worker.stop();
    }
  };
  try {
    const jobs = Math.min(options.jobs, requests.length);
    // A file that runs in this process cannot be stopped; nobody waits for it after an interrupt.
    await Promise.race([Promise.all(Array.from({ length: jobs }, work)), interrupted.promise]);
  } finally {
    options.signal.removeEventListener("abort", stopAll);
    stopAll();
  }
  return told;
}

async function runOne(
  worker: TestWorker,
  request: TestFileRequest,
  nowMs: () => number,
): Promise<TestFileReport> {
  const startedMs = nowMs();
  try {
    return await worker.run(request);
  } catch (error) {
    if (error instanceof WorkerEndError) throw error;
    const { name, message } = error instanceof Error
      ? error
      : { name: "Error", message: `${error}` };
    return {
      ...failedReport(request.file, `${name}: ${message}`),
      durationMs: rounded(nowMs() - startedMs),
    };
  }
}
