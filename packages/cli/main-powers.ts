/** The `cf` command. */
import { processPowers } from "./command/command-powers.ts";
import { runCommand } from "./command/run-command.ts";

Deno.exit(await runCommand(processPowers()));
