/**
 * `ts-cold`: import TypeScript, then the first program of a process: create, check and emit, without
 * transformer. Arguments: a JSON file with `[path, text]` pairs, dependencies first, and the values
 * of the program's computation; without arguments the sample patterns. Prints its CPU time, how many
 * modules it emitted, and what they compute.
 */
import { cpuSinceStart } from "../harness/cpu-clock-powers.ts";
import { patternFiles } from "../samples/pattern-files-powers.ts";
import { emittedModules } from "./emitted-modules.ts";
import { tsWarm } from "./ts-warm.ts";
import { floorLibraries } from "./type-libraries.ts";
import { runNative, v8CompileAll } from "./v8-compile.ts";

const [program, values = "[]"] = Deno.args;
const files: ReadonlyMap<string, string> = program === undefined
  ? patternFiles()
  : new Map(JSON.parse(Deno.readTextFileSync(program)));
const { written } = tsWarm(files, floorLibraries());
const cpu = cpuSinceStart();
const modules = [...written.keys()].filter((path) => path.endsWith(".js")).length;
console.log(JSON.stringify({ cpu, modules, ...(program !== undefined && { total: total() }) }));

function total(): unknown {
  const emitted = emittedModules(files.keys(), written);
  const compute = runNative(emitted, v8CompileAll(emitted)).lifted[0];
  return (compute as (values: number[]) => unknown)(JSON.parse(values));
}
