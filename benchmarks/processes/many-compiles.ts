/**
 * Compiles distinct programs one after another, as a worker would that evaluates and stores nothing,
 * and prints the resident bytes after half of them and after all. Argument: how many. Runs with `--expose-gc`.
 */
import { liveHeapBytes } from "../harness/cpu-clock-powers.ts";
import { openSubject, withDirectory } from "../harness/subject-powers.ts";
import { patternProgram } from "../samples/pattern-program.ts";
import { programOf } from "../samples/program.ts";

const MODULES = 5;

async function compileMany(directory: string, count: number): Promise<string> {
  const { runtime, counters } = await openSubject(directory);
  const compile = async (from: number, to: number) => {
    for (let edition = from; edition < to; edition++) {
      const program = programOf(patternProgram(MODULES, edition));
      await runtime.engine.compileToRecordGraph(program);
    }
    const heap = liveHeapBytes();
    return { heap, rss: Deno.memoryUsage().rss };
  };
  const half = await compile(0, count / 2);
  const all = await compile(count / 2, count);
  const { modulesEmitted } = counters;
  await runtime.dispose();
  return JSON.stringify({ half, all, modulesEmitted });
}

try {
  console.log(await withDirectory((directory) => compileMany(directory, Number(Deno.args[0]))));
} catch (error) {
  // In a locked-down realm a rejection that nobody handles is printed and the status stays 0.
  console.error(error instanceof Error ? error.stack : error);
  Deno.exit(1);
}
