/** Tests of files, taken from `Deno.test` and run one by one outside of the test runner. */

export interface CollectedTest {
  passes(): Promise<boolean>;
}

type TestBody = (context: TestContext) => void | Promise<void>;

/** What tests of this repository use of the context of the test runner. */
interface TestContext {
  readonly name: string;
  step(...given: unknown[]): Promise<boolean>;
}

/** Imports `files` and gives their tests by `file: name`. */
export async function collectTests(
  files: readonly string[],
): Promise<ReadonlyMap<string, CollectedTest>> {
  const tests = new Map<string, CollectedTest>();
  const namesakes = new Map<string, number>();
  let file = "";
  function test(...given: unknown[]): void {
    const { name, run, isIgnored } = definitionOf(given);
    if (isIgnored) return;
    const key = `${file}: ${name}`;
    const count = (namesakes.get(key) ?? 0) + 1;
    namesakes.set(key, count);
    tests.set(count === 1 ? key : `${key} (${count})`, { passes: () => passes(name, run) });
  }
  test.ignore = () => {};
  test.only = test;
  Object.assign(Deno, { test });
  for (file of files) await import(`file://${Deno.cwd()}/${file}`);
  return tests;
}

function definitionOf(given: readonly unknown[]) {
  const run = given.find((part) => typeof part === "function") as TestBody | undefined;
  const options = given.find((part) => typeof part === "object") as
    | { name?: string; fn?: TestBody; ignore?: boolean }
    | undefined;
  const name = given.find((part) => typeof part === "string") as string | undefined;
  const body = (run ?? options?.fn)!;
  return {
    name: name ?? options?.name ?? body.name,
    run: body,
    isIgnored: options?.ignore === true,
  };
}

async function passes(name: string, run: TestBody): Promise<boolean> {
  let isSound = true;
  const context: TestContext = {
    name,
    async step(...given) {
      const { name, run, isIgnored } = definitionOf(given);
      const passed = isIgnored || await passes(name, run);
      isSound &&= passed;
      return passed;
    },
  };
  try {
    await run(context);
    return isSound;
  } catch {
    return false;
  }
}
