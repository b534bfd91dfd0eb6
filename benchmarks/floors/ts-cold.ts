/**
 * `ts-cold`: import TypeScript, then the first program of a process: create, check and emit the
 * sample patterns, without transformer. Prints its CPU time and how many modules it emitted.
 */
import { cpuSinceStart } from "../harness/cpu-clock-powers.ts";
import { patternFiles } from "../samples/pattern-files-powers.ts";
import { tsWarm } from "./ts-warm.ts";
import { floorLibraries } from "./type-libraries.ts";

const { written } = tsWarm(patternFiles(), floorLibraries());
const modules = [...written.keys()].filter((path) => path.endsWith(".js")).length;
console.log(JSON.stringify({ cpu: cpuSinceStart(), modules }));
