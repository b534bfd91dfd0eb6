/**
 * Loads stored programs one after another in one session, and prints what the process holds then.
 * Arguments: a directory and a JSON file with the entries. Runs with `--expose-gc`.
 */
import { TableWatch } from "../harness/table-watch.ts";
import { ensureLockdown, type Runtime } from "@commonfabric/runner";
import { liveHeapBytes } from "../harness/cpu-clock-powers.ts";
import { openSubject, SPACE } from "../harness/subject-powers.ts";

const watch = new TableWatch();
watch.install();
ensureLockdown();
const compartments = watchedCompartments();

async function loadAll(directory: string, entries: readonly string[]): Promise<string> {
  const { runtime, counters } = await openSubject(directory);
  const half = entries.length / 2;
  await load(runtime, entries.slice(0, half));
  const atHalf = await held();
  await load(runtime, entries.slice(half));
  const atEnd = await held();
  const tables = watch.report();
  const evicted = entries.filter((identity) => !runtime.engine.isEvaluated(identity)).length;
  const collected =
    compartments.slice(0, evicted).filter((ref) => ref.deref() === undefined).length;
  await runtime.dispose();
  const { modulesEvaluated, typescriptLoads, bodiesVerified } = counters;
  return JSON.stringify({
    ...{ loads: entries.length, evicted, collected, atHalf, atEnd, tables },
    ...{ modulesEvaluated, typescriptLoads, bodiesVerified },
  });
}

async function load(runtime: Runtime, entries: readonly string[]): Promise<void> {
  for (const entry of entries) {
    const pattern = await runtime.patterns.loadPatternByIdentity(entry, "default", SPACE);
    if (pattern === undefined) throw new Error(`The stored pattern ${entry} did not load.`);
  }
  await runtime.settled();
}

/** Memory after what is unreachable was collected; weak references are cleared between turns. */
async function held(): Promise<{ readonly heap: number; readonly rss: number }> {
  let heap = 0;
  for (let turn = 0; turn < 5; turn++) {
    await new Promise((done) => setTimeout(done, 20));
    heap = liveHeapBytes();
  }
  return { heap, rss: Deno.memoryUsage().rss };
}

/** Every compartment from here on, in the order in which they are made. */
function watchedCompartments(): WeakRef<object>[] {
  const made: WeakRef<object>[] = [];
  const realm = globalThis as unknown as { Compartment: new (...args: unknown[]) => object };
  const { Compartment } = realm;
  realm.Compartment = new Proxy(Compartment, {
    construct: (target, args, newTarget) => {
      const compartment = Reflect.construct(target, args, newTarget) as object;
      made.push(new WeakRef(compartment));
      return compartment;
    },
  });
  return made;
}

try {
  const [directory = "", file = ""] = Deno.args;
  console.log(await loadAll(directory, JSON.parse(Deno.readTextFileSync(file))));
} catch (error) {
  // In a locked-down realm a rejection that nobody handles is printed and the status stays 0.
  console.error(error instanceof Error ? error.stack : error);
  Deno.exit(1);
}
