/** A worker process of `cf test`: a request per line of standard input, answers to standard output. */
import { readToolchain } from "@commonfabric/runner";
import { linesOf } from "../command/child-process-powers.ts";
import { processPowers } from "../command/command-powers.ts";
import { runTestFile, type TestFileRequest } from "./test-file.ts";
import { ALIVE_MS, type WorkerAnswer } from "./test-worker.ts";

const powers = processPowers();
const toolchain = readToolchain();
const answer = (line: WorkerAnswer): void => powers.out(`${JSON.stringify(line)}\n`);

setInterval(() => answer({ alive: true }), ALIVE_MS);
// In a locked-down realm a rejected top-level await would end the process with exit code 0.
try {
  for await (const line of linesOf(Deno.stdin.readable)) {
    answer({ report: await runTestFile(JSON.parse(line) as TestFileRequest, toolchain, powers) });
  }
} catch (error) {
  powers.err(`${error instanceof Error ? error.stack : String(error)}\n`);
  Deno.exit(70);
}
Deno.exit(0);
