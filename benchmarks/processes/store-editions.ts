/**
 * Stores editions of the sample pattern. Arguments: a directory, how many, the number of the first
 * one, and the trust of the session. Prints them as a JSON array. A process of its own: what
 * evaluates a text leaves it known to the engine of its process.
 */
import { openSubject, SPACE, type Trust } from "../harness/subject-powers.ts";
import { patternProgram } from "../samples/pattern-program.ts";
import { programOf } from "../samples/program.ts";
import { MODULES } from "../workloads/loads/edition.ts";
import { rowsOf } from "../workloads/loads/rows-of.ts";

async function storeEditions(
  directory: string,
  count: number,
  first: number,
  trust: Trust,
): Promise<object[]> {
  const { runtime } = await openSubject(directory, trust);
  const editions: object[] = [];
  for (let edition = first; edition < first + count; edition++) {
    const files = patternProgram(MODULES, edition);
    const { entryIdentity, compiled } = await runtime.patterns
      .compileAndRegisterModules(programOf(files), { space: SPACE });
    editions.push({ entry: entryIdentity, rows: [...rowsOf(compiled)], files: [...files] });
  }
  await runtime.dispose();
  return editions;
}

try {
  const [directory, count, first, trust] = Deno.args;
  const editions = await storeEditions(directory!, Number(count), Number(first), trust as Trust);
  console.log(JSON.stringify(editions));
} catch (error) {
  // In a locked-down realm a rejection that nobody handles is printed and the status stays 0.
  console.error(error instanceof Error ? error.stack : error);
  Deno.exit(1);
}
