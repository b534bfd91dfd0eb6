/**
 * `deno task rule-deletion [--file TEXT] [--again REPORT] [--sample N] [--seed N] [--cheap MS]
 * [TARGET...]`: deletes rules one by one and says which deletion no test notices. Ends with 1 when
 * there is one.
 */
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { deleteRules } from "./delete-rules.ts";
import { TARGETS } from "./targets.ts";

const { values, positionals } = parseArgs({
  args: [...Deno.args],
  allowPositionals: true,
  options: {
    file: { type: "string" },
    again: { type: "string" },
    sample: { type: "string" },
    seed: { type: "string", default: "1" },
    processes: { type: "string", default: "2" },
    cheap: { type: "string", default: "1000000" },
    verbose: { type: "boolean", default: false },
  },
});
const unknown = positionals.find((name) => !TARGETS.some((target) => target.name === name));
if (unknown !== undefined) {
  const names = TARGETS.map(({ name }) => name).join(", ");
  console.error(`rule-deletion: no target "${unknown}"; there are ${names}`);
  Deno.exit(2);
}
const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");
const chosen = TARGETS.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
let unnoticed = 0;
for (const target of chosen) {
  const scratch = await Deno.makeTempDir({ prefix: "cf-rule-deletion-" });
  try {
    unnoticed += await deleteRules({
      root,
      scratch,
      target,
      file: values.file,
      again: values.again === undefined ? undefined : await Deno.readTextFile(values.again),
      sample: values.sample === undefined ? undefined : Number(values.sample),
      seed: Number(values.seed),
      processes: Number(values.processes),
      cheapMs: Number(values.cheap),
      say: (line) => console.log(line),
      verbose: values.verbose,
    });
  } finally {
    await Deno.remove(scratch, { recursive: true });
  }
}
Deno.exitCode = unnoticed === 0 ? 0 : 1;
