/**
 * Stores many small programs. Arguments: a directory and how many. Prints their entries as a JSON
 * array.
 */
import { nodeSha256 } from "@commonfabric/canonical";
import { writeClosure } from "@commonfabric/compilation-cache";
import { sqliteStores } from "@commonfabric/storage";
import { closureChecks, toolchainVersion, writingPort } from "../harness/closure-checks-powers.ts";
import { openSubject, SPACE } from "../harness/subject-powers.ts";
import { patternProgram } from "../samples/pattern-program.ts";
import { programOf } from "../samples/program.ts";
import { MARKER, SyntheticEditions } from "../samples/synthetic-editions.ts";

const MODULES = 3;

async function storePrograms(directory: string, count: number): Promise<string[]> {
  const { runtime } = await openSubject(directory);
  const { compiled } = await runtime.patterns
    .compileAndRegisterModules(programOf(patternProgram(MODULES, MARKER)), { space: SPACE });
  await runtime.dispose();
  const editions = new SyntheticEditions(compiled, MODULES, toolchainVersion());
  const store = await sqliteStores(directory)(SPACE);
  const { attester, verifyBody, isCurrentVerdict } = closureChecks(directory);
  const port = writingPort(store);
  let transactions = 0;
  const powers = { sha256: nodeSha256, newTxId: () => `benchmark:${++transactions}` };
  const entries: string[] = [];
  for (let edition = 0; edition < count; edition++) {
    const closure = editions.edition(edition);
    await writeClosure(port, { ...closure, attester, verifyBody, isCurrentVerdict }, powers);
    entries.push(closure.entry);
  }
  await store.close();
  return entries;
}

try {
  console.log(JSON.stringify(await storePrograms(Deno.args[0]!, Number(Deno.args[1]))));
} catch (error) {
  // In a locked-down realm a rejection that nobody handles is printed and the status stays 0.
  console.error(error instanceof Error ? error.stack : error);
  Deno.exit(1);
}
