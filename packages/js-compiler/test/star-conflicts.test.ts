import assert from "node:assert/strict";
import { compile } from "./support/compile.ts";

Deno.test("two stars that give one name are no error of the module that has them", () => {
  const modules = compile({
    "/main.ts": `import { a, b } from "./all.ts";\nexport const sum: number = a + b;\n`,
    "/all.ts": `export * from "./x.ts";\nexport * from "./y.ts";\n`,
    "/x.ts": "export const a = 1;\nexport const both = 1;\n",
    "/y.ts": "export const b = 2;\nexport const both = 2;\n",
  });
  assert.equal(modules.get("/all.ts")!.js.match(/__exportStar\(/g)?.length, 2);
});
