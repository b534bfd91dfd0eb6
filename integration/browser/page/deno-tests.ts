/**
 * `Deno.test` in a page: test files register as they are loaded, `runTests` runs them. Apart from
 * that there is no `Deno`, so that a test which needs more of it fails.
 */
import { type PageReport, textOf, type Unexpected } from "./report.ts";

type Body = (context: TestContext) => unknown;

/** The part of `Deno.TestContext` that exists here. */
interface TestContext {
  readonly name: string;
  step(name: string, fn: Body): Promise<boolean>;
}

const tests: { readonly name: string; readonly fn: Body }[] = [];

(globalThis as unknown as { Deno: object }).Deno = {
  test: (name: string, fn: Body): void => void tests.push({ name, fn }),
  env: { get: (): undefined => undefined },
};

/** Runs what was registered, in order. Every test and every step of one is a case. */
export async function runTests(): Promise<PageReport> {
  const unexpected: Unexpected[] = [];
  let cases = 0;
  const run = async (name: string, fn: Body): Promise<boolean> => {
    cases++;
    const before = unexpected.length;
    try {
      await fn({ name, step: (step, body) => run(`${name} ... ${step}`, body) });
    } catch (error) {
      unexpected.push({ name, answer: textOf(error) });
    }
    return unexpected.length === before;
  };
  for (const { name, fn } of tests) await run(name, fn);
  return { cases, unexpected };
}
