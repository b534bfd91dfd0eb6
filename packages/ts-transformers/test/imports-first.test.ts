import assert from "node:assert/strict";
import { compile } from "./compile.ts";
import { rejections } from "./verify.ts";

Deno.test("imports and re-exports are emitted before other statements, in their own order", () => {
  const compiled = compile({
    "/main.ts": `export const a = 1;
export * from "./x.ts";
import { y } from "./y.ts";
export const f = () => y;
export { z } from "./z.ts";
import "./w.ts";
`,
    "/w.ts": "export const w = 1;",
    "/x.ts": "export const x = 1;",
    "/y.ts": "export const y = 1;",
    "/z.ts": "export const z = 1;",
  });
  assert.deepEqual(compiled.analysis.diagnostics, []);
  const body = compiled.bodies.get("/main.ts")!;
  const required = [...body.matchAll(/require\("(.*?)"\)/g)].map(([, specifier]) => specifier);
  assert.deepEqual(required, ["./x.ts", "./y.ts", "./z.ts", "./w.ts"]);
  assert.ok(body.lastIndexOf("require(") < body.indexOf("exports.a = 1"));
  assert.deepEqual(rejections(compiled), []);
});
