/**
 * Resumes the stored piece in the directory of the first argument and prints its total and the
 * counters. There is no compiler in this process.
 */
import { makeCounters } from "@commonfabric/contract";
import { Runtime } from "@commonfabric/runner";
import { sqliteStores } from "@commonfabric/storage";
import { PIECE_CAUSE } from "../samples/stored-piece.ts";

async function resume(directory: string): Promise<string> {
  const counters = makeCounters();
  const runtime = new Runtime({
    stores: sqliteStores(directory),
    cfcMode: "disabled",
    counters,
    compiler: {
      ensureCompiler: () => Promise.reject(new Error("A warm process asked for the compiler.")),
    },
  });
  const schema = { type: "object", properties: { total: { type: "number" } } } as const;
  await runtime.openSpace("home");
  const piece = runtime.getCell<{ total: number }>("home", PIECE_CAUSE, { schema });
  await runtime.start(piece);
  const total = (await piece.pull())?.total;
  await runtime.settled();
  await runtime.dispose();
  return JSON.stringify({ total, counters });
}

try {
  console.log(await resume(Deno.args[0]!));
} catch (error) {
  // In a locked-down realm a rejection that nobody handles is printed and the status stays 0.
  console.error(error instanceof Error ? error.message : error);
  Deno.exit(1);
}
