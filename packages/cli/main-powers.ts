/** The `cf` command. */
import { processPowers } from "./command/command-powers.ts";
import { EXIT } from "./command/exit-codes.ts";
import { runCommand } from "./command/run-command.ts";

// In a locked-down realm a rejected top-level await would end the process with exit code 0.
let exitCode: number = EXIT.internal;
try {
  exitCode = await runCommand(processPowers());
} catch (error) {
  console.error(`cf: internal error: ${error instanceof Error ? error.stack : String(error)}`);
}
Deno.exit(exitCode);
