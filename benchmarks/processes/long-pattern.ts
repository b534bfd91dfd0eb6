/**
 * Compiles one pattern of the given number of statements in a warm process, and prints how many
 * bytes of heap the compiler holds afterwards that it did not hold before.
 */
import { liveHeapBytes } from "../harness/cpu-clock-powers.ts";
import { PatternCompiler } from "../harness/pattern-compiler.ts";
import { longPattern } from "../samples/long-pattern.ts";

const statements = Number(Deno.args[0]);
const compiler = await PatternCompiler.load();
compiler.compile(new Map([["/warm.tsx", longPattern(100, 0)]]));
const before = liveHeapBytes();
compiler.compile(new Map([["/main.tsx", longPattern(statements, 1)]]));
console.log(JSON.stringify({ bytes: liveHeapBytes() - before }));
