/** The report of a file that was not played. */
import type { TestFileReport } from "./test-report.ts";

export function failedReport(file: string, failure: string): TestFileReport {
  return {
    file,
    entryIdentity: null,
    ok: false,
    durationMs: 0,
    failure,
    steps: [],
    errors: [],
    console: [],
    nonIdempotent: [],
    navigations: [],
    diagnostics: [],
  };
}
