/** Import cycles of real programs behave during load as ECMAScript modules do. */
import assert from "node:assert/strict";
import { memoryStores } from "../../storage/test/support/memory-store.ts";
import { Runtime } from "../mod.ts";

type Files = Readonly<Record<string, string>>;

/** Exports of every module of a program, by path. */
async function evaluated(files: Files, main: string): Promise<Map<string, object>> {
  const runtime = new Runtime({ stores: memoryStores(), attestation: "none" });
  try {
    const { result } = await runtime.patterns.compileAndRegisterModules({
      main,
      files: Object.entries(files).map(([name, contents]) => ({ name, contents })),
    });
    return new Map(Object.entries(result.exportMap));
  } finally {
    await runtime.dispose();
  }
}

function valuesOf(modules: Map<string, object>, name: string): unknown[] {
  return [...modules.values()].flatMap((module) =>
    Object.entries(module).filter(([key]) => key.startsWith(name)).map(([, value]) => value)
  );
}

Deno.test("a function that is called across a cycle during load finds its own imports", async () => {
  const files: Files = {
    "/a.ts": `import { base } from "./base.ts";
import { fb } from "./b.ts";
export function fa(x: number): number { return base(x) + 1; }
export const va: number = fb(1);
`,
    "/b.ts": `import { fa } from "./a.ts";
import * as all from "./base.ts";
export function fb(x: number): number { return all.base(x) * 3; }
export const vb: number = fa(10);
`,
    "/base.ts": "export function base(x: number): number { return x + 100; }\n",
  };
  for (const entry of ["/a.ts", "/b.ts"]) {
    const modules = await evaluated(files, entry);
    assert.deepEqual(valuesOf(modules, "v").sort(), [111, 303], `from ${entry}`);
  }
});

Deno.test("in a cycle of five it makes no difference where in its module an import stands", async () => {
  const ring = [1, 2, 3, 4, 5];
  const files: Files = Object.fromEntries(ring.map((at) => {
    const next = at % 5 + 1;
    return [
      `/m${at}.ts`,
      `export const k${at} = ${at};
export function f${at}(n: number): number { return n <= 0 ? ${at} : f${next}(n - 1); }
import { f${next} } from "./m${next}.ts";
export const v${at}: number = f${next}(6);
`,
    ];
  }));
  for (const at of ring) {
    const modules = await evaluated(files, `/m${at}.ts`);
    assert.deepEqual(valuesOf(modules, "v").sort(), ring, `from /m${at}.ts`);
  }
});

Deno.test("a constant that is read too early is still refused by name", async () => {
  await assert.rejects(
    evaluated({
      "/a.ts": `import { b } from "./b.ts";\nexport const a: number = b + 1;\n`,
      "/b.ts": `import { a } from "./a.ts";\nexport const b: number = a + 1;\n`,
    }, "/a.ts"),
    /Cannot access 'a' of \/a\.ts before it is initialised \(import cycle \/a\.ts -> \/b\.ts -> \/a\.ts\)/,
  );
});
