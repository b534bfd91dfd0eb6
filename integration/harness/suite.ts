/** A suite of whole-process flows, and what became of its cases. */

export interface Case {
  readonly name: string;
  /** Throws when the flow does not do what its name says. May give a line for the report. */
  readonly run: () => Promise<string | void>;
}

export interface Suite {
  readonly name: string;
  readonly cases: () => Promise<readonly Case[]>;
}

export interface CaseResult {
  readonly suite: string;
  readonly name: string;
  readonly ms: number;
  readonly remark: string;
  readonly failure: string | null;
}

/** Runs the cases whose name contains `filter`, one after another. */
export async function runSuite(
  suite: Suite,
  filter: string,
  report: (result: CaseResult) => void,
): Promise<CaseResult[]> {
  const results: CaseResult[] = [];
  for (const each of await suite.cases()) {
    if (!each.name.includes(filter)) continue;
    const started = performance.now();
    let failure: string | null = null;
    let remark = "";
    try {
      remark = await each.run() ?? "";
    } catch (error) {
      failure = error instanceof Error ? error.stack ?? error.message : String(error);
    }
    const ms = performance.now() - started;
    const result = { suite: suite.name, name: each.name, ms, remark, failure };
    results.push(result);
    report(result);
  }
  return results;
}
