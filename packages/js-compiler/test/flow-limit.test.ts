/** A function that is too large for TypeScript's flow analysis, and what it must not do to others. */
import assert from "node:assert/strict";
import { ensureCompiler } from "../mod.ts";
import { compiler, optionsOf, programOf } from "./support/compile.ts";

/** The checker follows each `if` into the one before it, two steps each, and gives up at 2,000. */
const LARGE = `export function large(a) {\nlet b;\n${
  "if (a) b = a;\n".repeat(1_100)
}return b;\n}\n`;
const OTHER = `import * as cf from "commonfabric";
const S = { type: "object" } as const;
export const twice = cf.lift((n: { a: number }) => n.a * 2, S, S);
`;

for (
  const [name, path, text] of [
    ["a script", "/large.js", LARGE],
    ["a typed module", "/large.ts", LARGE.replace("(a)", "(a: number | string)")],
  ] as const
) {
  Deno.test(`${name} with a flow that is too large is refused, so no neighbour changes`, async () => {
    const { transformer } = await ensureCompiler();
    const program = programOf({
      "/main.ts": `import "${`.${path}`}";\nimport "./other.ts";\nexport const a = 1;\n`,
      [path]: text,
      "/other.ts": OTHER,
    });
    const { modules, diagnostics } = compiler.compileToModulesCollecting(
      program,
      optionsOf({ transformer }),
    );
    const limits = diagnostics.filter(({ code }) => code === "TS2563");
    assert.deepEqual(limits.map(({ file, severity }) => [file, severity]), [[path, "error"]]);
    assert.equal(modules.size, 0);
  });
}

Deno.test("the same neighbour compiles to a registered lift beside a smaller flow", async () => {
  const { transformer } = await ensureCompiler();
  const { modules, diagnostics } = compiler.compileToModulesCollecting(
    programOf({
      "/main.ts": `import "./small.js";\nimport "./other.ts";\nexport const a = 1;\n`,
      "/small.js": LARGE.replace(/(?:if \(a\) b = a;\n){1100}/, "if (a) b = a;\n".repeat(500)),
      "/other.ts": OTHER,
    }),
    optionsOf({ transformer }),
  );
  assert.deepEqual(diagnostics, []);
  assert.match(modules.get("/other.ts")!.js, /exports\.twice = cf\.lift\(/);
});
