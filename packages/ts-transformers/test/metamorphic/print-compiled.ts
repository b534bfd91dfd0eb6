/** Prints what the written programs compile to, for comparison with another process. */
import { compileBatch } from "./compile-batch.ts";
import { writtenPrograms } from "./written.ts";

const paths = Object.keys(writtenPrograms);
if (Deno.args.includes("--reversed")) paths.reverse();
const modules = compileBatch(
  Object.fromEntries(paths.map((path) => [path, writtenPrograms[path]!])),
);
const facts = Object.keys(writtenPrograms).map((path) => {
  const { body, map, sites, findings } = modules.get(path)!;
  return { path, body, map, sites, findings };
});
console.log(JSON.stringify(facts));
