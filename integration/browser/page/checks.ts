/** Runs the checks of a driver: each is a case of the report, whatever becomes of the others. */
import { type PageReport, textOf, type Unexpected } from "./report.ts";

/** Throws when what its name says does not hold. */
export type Check = () => unknown;

export async function runChecks(checks: Iterable<readonly [string, Check]>): Promise<PageReport> {
  const unexpected: Unexpected[] = [];
  let cases = 0;
  for (const [name, check] of checks) {
    cases++;
    try {
      await check();
    } catch (error) {
      unexpected.push({ name, answer: textOf(error) });
    }
  }
  return { cases, unexpected };
}
