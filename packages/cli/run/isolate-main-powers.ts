/** The entry of an isolate that runs a piece for `cf run --isolate`. It has no permission. */
import { type GuestIsolate, serveIsolate } from "@commonfabric/isolate/guest";
import { CommandError } from "../command/errors.ts";
import { drivePiece } from "./drive-piece.ts";
import type { IsolatedJob, IsolatedResult } from "./isolated-job.ts";
import { openIsolated } from "./open-isolated.ts";

async function run({ job, stores, fetch, tell, signal }: GuestIsolate): Promise<IsolatedResult> {
  // The host is trusted by its isolates.
  const { space, target, options, toolchain } = job as IsolatedJob;
  const { runtimeVersion, verifierVersion, host, sched } = toolchain;
  try {
    await drivePiece(options, {
      stores,
      space,
      signal,
      nowMs: () => performance.now(),
      setTimer: (ms, fn) => {
        const timer = setTimeout(fn, ms);
        return () => clearTimeout(timer);
      },
      runtime: {
        attestation: "none",
        compiler: "none",
        toolchain: { runtimeVersion, verifierVersion, fingerprints: () => ({ host, sched }) },
        ...(fetch === undefined ? {} : { ports: { fetch } }),
      },
      open: (parts) => openIsolated(target, space, parts, tell),
      add: tell,
    });
    return { done: true };
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    return { done: false, message: error.message, exitCode: error.exitCode };
  }
}

await serveIsolate(run);
