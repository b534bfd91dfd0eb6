/**
 * `deno task release [DIR]`: the `cf` command as few files that load fast, with the versions of its
 * sources written into them. `DIR` (default `dist/`) is replaced. Exit code 1 when the bundle cannot
 * be made.
 */
import { buildRelease } from "./build-release.ts";

const [directory = new URL("../../dist/", import.meta.url).pathname] = Deno.args;
try {
  await buildRelease(directory);
  console.log(`deno run --no-check --config ${directory}/deno.json ${directory}/main-powers.js`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  Deno.exit(1);
}
