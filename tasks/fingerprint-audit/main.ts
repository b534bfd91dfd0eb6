/**
 * `deno task fingerprint-audit [--seed N]`: whether equal identity and runtime version give equal
 * bytes. Ends with 1 when some document differs.
 */
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { audit } from "./audit.ts";

const { values } = parseArgs({ args: [...Deno.args], options: { seed: { type: "string" } } });
const seed = Number(values.seed ?? "1");
if (!Number.isSafeInteger(seed) || seed < 1) {
  console.error(`fingerprint-audit: --seed is no positive integer: "${values.seed}"`);
  Deno.exit(2);
}
const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");
const scratch = await Deno.makeTempDir({ prefix: "cf-fingerprint-audit-" });
try {
  const corpus = `${root}/packages/patterns`;
  const found = await audit({ root, corpus, scratch, seed, say: (line) => console.log(line) });
  Deno.exitCode = found.length === 0 ? 0 : 1;
} finally {
  await Deno.remove(scratch, { recursive: true });
}
