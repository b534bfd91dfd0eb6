/**
 * The process that runs tests over instrumented sources: `test-process.ts ORDERS.json`. Orders are
 * to measure every test, or to try mutants one after the other. Each answer is a line on standard
 * output behind a mark, because tests print too.
 */
import { type CollectedTest, collectTests } from "./collected-tests.ts";
import { ANSWER_MARK, type Orders, type Trial } from "./protocol.ts";
import { ACTIVE_MUTANT, processSwitches } from "./switches.ts";

const switches = processSwitches();
const orders: Orders = JSON.parse(await Deno.readTextFile(Deno.args[0]!));
const first = orders.kind === "try" ? orders.trials[0] : undefined;
if (first !== undefined) activate(first.mutant);
const tests = await loadTests(orders.files);
if (orders.kind === "measure") await measure(tests, orders.cheapMs);
else await tryMutants(orders.trials, tests);
Deno.exit(0);

function answer(value: unknown): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`\n${ANSWER_MARK}${JSON.stringify(value)}\n`));
}

function activate(mutant: number): void {
  switches.active = mutant;
  Deno.env.set(ACTIVE_MUTANT, String(mutant));
}

async function loadTests(files: readonly string[]): Promise<ReadonlyMap<string, CollectedTest>> {
  try {
    return await collectTests(files);
  } catch (error) {
    if (first === undefined) throw error;
    answer({ mutant: first.mutant, killedBy: "loading the tests" });
    Deno.exit(0);
  }
}

/** Runs every test twice: what it asks for, what it costs, and whether it can run again. */
async function measure(
  tests: ReadonlyMap<string, CollectedTest>,
  cheapMs: number,
): Promise<void> {
  answer({ atLoad: takeAsked() });
  for (const [name, test] of tests) {
    const start = performance.now();
    const passes = await test.passes();
    const ms = performance.now() - start;
    const asked = takeAsked();
    answer({ name, ms, passes, asked, repeats: passes && ms <= cheapMs && await test.passes() });
    takeAsked();
  }
  answer({ isComplete: true });
}

function takeAsked(): number[] {
  const asked = Object.keys(switches.asked).map(Number);
  switches.asked = [];
  return asked;
}

async function tryMutants(
  trials: readonly Trial[],
  tests: ReadonlyMap<string, CollectedTest>,
): Promise<void> {
  for (const { mutant, tests: names } of trials) {
    activate(mutant);
    let killedBy: string | undefined;
    for (const name of names) {
      if (await tests.get(name)!.passes()) continue;
      killedBy = name;
      break;
    }
    activate(-1);
    const leftBroken = killedBy !== undefined && !(await tests.get(killedBy)!.passes());
    answer({ mutant, killedBy: killedBy ?? null, leftBroken });
    // What a mutant leaves behind must not be blamed on the next one.
    if (leftBroken) return;
  }
}
