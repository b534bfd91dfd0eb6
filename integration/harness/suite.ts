/** A suite of whole-process flows, and what became of its cases. */

export interface Case {
  readonly name: string;
  /** Throws when the flow does not do what its name says. May give a line for the report. */
  readonly run: () => Promise<string | void>;
}

/** A case that cannot run here, and why. */
export interface SkippedCase {
  readonly name: string;
  readonly skipped: string;
}

export interface Suite {
  readonly name: string;
  readonly cases: () => Promise<readonly (Case | SkippedCase)[]>;
  /** Gives back what the cases share. Called once they are through, whatever happened. */
  readonly end?: () => Promise<void>;
}

export interface CaseResult {
  readonly suite: string;
  readonly name: string;
  readonly ms: number;
  readonly remark: string;
  readonly failure: string | null;
  readonly isSkipped: boolean;
}

/** Runs the cases whose name contains `filter`, one after another. */
export async function runSuite(
  suite: Suite,
  filter: string,
  report: (result: CaseResult) => void,
): Promise<CaseResult[]> {
  const results: CaseResult[] = [];
  try {
    for (const each of await suite.cases()) {
      if (!each.name.includes(filter)) continue;
      const result = await runCase(suite.name, each);
      results.push(result);
      report(result);
    }
  } finally {
    await suite.end?.();
  }
  return results;
}

async function runCase(suite: string, each: Case | SkippedCase): Promise<CaseResult> {
  const { name } = each;
  if ("skipped" in each) {
    return { suite, name, ms: 0, remark: each.skipped, failure: null, isSkipped: true };
  }
  const started = performance.now();
  let failure: string | null = null;
  let remark = "";
  try {
    remark = await each.run() ?? "";
  } catch (error) {
    failure = failureText(error);
  }
  const ms = performance.now() - started;
  return { suite, name, ms, remark, failure, isSkipped: false };
}

/** In a locked-down realm an error has no stack of its own. */
function failureText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.stack || `${error.name}: ${error.message}`;
}
