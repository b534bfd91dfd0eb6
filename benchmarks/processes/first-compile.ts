/**
 * The first compile of a process: the sample patterns, all steps of the compiler. Prints its CPU
 * time, how many modules it emitted, and where the time went.
 */
import { ensureCompiler } from "@commonfabric/js-compiler";
import { cpuSinceStart } from "../harness/cpu-clock-powers.ts";
import { compileInStages, PatternCompiler } from "../harness/pattern-compiler.ts";
import { patternFiles } from "../samples/pattern-files-powers.ts";

if (Deno.args[0] === "stages") {
  console.log(JSON.stringify(compileInStages(await ensureCompiler(), patternFiles())));
} else {
  const compiler = await PatternCompiler.load();
  const modules = compiler.compile(patternFiles()).size;
  console.log(JSON.stringify({ cpu: cpuSinceStart(), modules }));
}
