/**
 * The first compile of a process, through the runtime: the program in a JSON file of `[path, text]`
 * pairs is typed, transformed, verified, evaluated and stored in a directory that has nothing.
 * Arguments: the file, the directory, and the values of the program's computation. Prints what it
 * computes, and the counters.
 */
import { makeCounters } from "@commonfabric/contract";
import { Runtime } from "@commonfabric/runner";
import { sqliteStores } from "@commonfabric/storage";
import { COMPUTATION } from "../samples/pattern-program.ts";
import { programOf } from "../samples/program.ts";

async function compile(file: string, directory: string, values: unknown): Promise<string> {
  const files = new Map<string, string>(JSON.parse(Deno.readTextFileSync(file)));
  const counters = makeCounters();
  const runtime = new Runtime({ stores: sqliteStores(directory), counters });
  await runtime.openSpace("home");
  const { entryIdentity } = await runtime.patterns
    .compileAndRegisterModules(programOf(files), { space: "home" });
  const compute = runtime.engine
    .implementationFor({ identity: entryIdentity, symbol: COMPUTATION })!;
  const total = Reflect.apply(compute, undefined, [values]);
  await runtime.dispose();
  return JSON.stringify({ total, counters });
}

try {
  const [file = "", directory = "", values = "[]"] = Deno.args;
  console.log(await compile(file, directory, JSON.parse(values)));
} catch (error) {
  // In a locked-down realm a rejection that nobody handles is printed and the status stays 0.
  console.error(error instanceof Error ? error.message : error);
  Deno.exit(1);
}
