import assert from "node:assert/strict";
import { fromFileUrl, relative, root, staticImports } from "./support/static-imports.ts";

const engine = new URL("../engine/engine.ts", import.meta.url);

Deno.test("the engine's static imports reach neither TypeScript nor the transformers", async () => {
  const reached = await staticImports(engine);
  assert(reached.size > 50);
  const compilers = [...reached].filter((name) =>
    name === "typescript" || name.includes("ts-transformers") || name.includes("/typescript/")
  );
  assert.deepEqual(compilers, []);
});

Deno.test("no function of the load path is asynchronous", async () => {
  const files = [...await staticImports(new URL("../sandbox/loader.ts", import.meta.url))]
    .filter((name) => name.startsWith("packages/runner/sandbox/"));
  assert(files.length > 20);
  const asynchronous: string[] = [];
  for (const file of files) {
    const text = await Deno.readTextFile(new URL(file, root));
    const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "");
    if (/\basync\b|\bawait\b|\.then\(|queueMicrotask/.test(code)) asynchronous.push(file);
  }
  assert.deepEqual(asynchronous, []);
  assert.equal(relative(fromFileUrl(engine)), "packages/runner/engine/engine.ts");
});

Deno.test("text is evaluated, and module records are run, in one file", async () => {
  const files = [...await staticImports(engine)].filter((name) =>
    name.startsWith("packages/runner/")
  );
  const evaluators: string[] = [];
  for (const file of files) {
    const text = await Deno.readTextFile(new URL(file, root));
    if (/\.evaluate\(|\.importNow\(|\bnew Function\(/.test(text)) evaluators.push(file);
  }
  assert.deepEqual(evaluators, ["packages/runner/sandbox/evaluate-in-compartment.ts"]);
});
