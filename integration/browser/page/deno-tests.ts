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

/**
 * Runs what was registered, in order, except the tests named in `without`, each with its reason. Every
 * test and every step of one is a case.
 */
export async function runTests(without: Readonly<Record<string, string>>): Promise<PageReport> {
  const unexpected: Unexpected[] = [];
  for (const name of Object.keys(without)) {
    if (tests.some((test) => test.name === name)) continue;
    unexpected.push({ name, answer: "is to be left out, and there is no such test" });
  }
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
  for (const { name, fn } of tests) {
    if (!Object.hasOwn(without, name)) await run(name, fn);
  }
  const left = Object.entries(without).map(([name, reason]) => `without "${name}": ${reason}`);
  return { cases, unexpected, ...(left.length > 0 && { remark: left.join("; ") }) };
}
