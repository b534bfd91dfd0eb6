/** Runs in a realm of its own, as a worker: someone else locks it down before we ask for it. */
import { ensureLockdown } from "../../../../packages/runner/sandbox/lockdown.ts";
import { sesGlobals } from "../../../../packages/runner/sandbox/ses-globals.ts";

/** Answers with the errors of two attempts. */
function attempts(): string[] {
  const ses = sesGlobals();
  ses.repairIntrinsics({ reporting: "none", consoleTaming: "unsafe" });
  ses.hardenIntrinsics!();
  return [1, 2].map(() => {
    try {
      ensureLockdown();
      return "none";
    } catch (error) {
      return `${(error as Error).name}: ${(error as Error).message}`;
    }
  });
}

(self as unknown as { postMessage(answer: string[]): void }).postMessage(attempts());
