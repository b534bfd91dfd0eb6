/**
 * Runs the tests that have more to do in a sweep, and no others: `main.ts [FILE...]`. `CF_SLOW=long`
 * makes it a run of hours.
 */
import { sweepFiles, workspaceRoot } from "./sweep-files-powers.ts";

const files = Deno.args.length === 0 ? sweepFiles() : Deno.args;
const { code } = await new Deno.Command("deno", {
  args: ["test", "--quiet", "--no-check", "--parallel", "-P=test", ...files],
  cwd: workspaceRoot(),
  env: { CF_SLOW: Deno.env.get("CF_SLOW") ?? "1" },
}).spawn().status;
Deno.exit(code);
