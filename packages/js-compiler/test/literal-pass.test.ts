/** The literal pass: refused text disappears from bodies, and every value stays what it was. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { firstRefusedText } from "@commonfabric/contract";
import ts from "typescript";
import { SourceMapParser } from "../mod.ts";
import { compile, errorsOf } from "./support/compile.ts";
import { runBody } from "./support/run-body.ts";
import { runs } from "../../canonical/test/support/runs.ts";

/** What the text is worth as plain JavaScript: TypeScript alone, without the pass. */
function plain(text: string): Record<string, unknown> {
  return runBody(ts.transpile(text, {
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.CommonJS,
    jsx: ts.JsxEmit.React,
    jsxFactory: "__cfHelpers.h",
  }, "/a.tsx"));
}

function compiled(text: string): string {
  return compile({ "/a.tsx": text }, { skipGate: true }).get("/a.tsx")!.js;
}

function comparable(value: unknown): unknown {
  if (typeof value === "function") return comparable(value("import(eval(<!---->"));
  if (value instanceof RegExp) return value.flags;
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Reflect.ownKeys(value).map((key) => [key, comparable(Reflect.get(value, key))]),
  );
}

const ROWS: Record<string, string> = {
  "strings":
    'export const a = ["import (CSV)", \'eval(x)\', "<!-- x -->", "a-->b", "<!-->", "import // x", "import /* x"];',
  "escaped letters":
    'export const a = ["\\import(x)", "\\eval(x)", "\\\\import(x)", "\\<!--", "--\\>"];',
  "raw controls in strings":
    'export const a = ["a\u0001b", "a\\\u0001b", "a\u007fb", "a\ufeffb", "a\u2028b", "a\\\u2028b", "a\\\\\u2029b"];',
  "templates": "export const a = `import (x) ${`eval(${1})`} <!-- \u2028 -->${'x'}import(`;",
  "raw controls in templates": "export const a = `a\u0000b\\\u0000c\u000bd\u2029e\\\u2029f`;",
  "regular expressions":
    "export const a = (s: string) => [/import\\(/.test(s), /eval(?=\\()/.test(s), /<!--/.test(s), /-->/.test(s), /(?<!--)x/.test(s), /[<!--]/u.test(s), /(?:import)(x)?/.test(s), /import()/.test(s)];",
  "a regular expression with a raw control":
    "export const a = (s: string) => [/\u0001/.test(s), /\\\u0001/.test(s), /[\u0002-\u0003]/.test(s)];",
  "property names":
    'export const a = (() => { const o = { import: 1, eval: 2, $import: 3 }; return [o.import, o?.import, o.$import, o["import"], o.eval]; })();',
  "calls of properties":
    "export const a = (() => { const o = { import: (n: number) => n, eval: (n: number) => n, $eval: (n: number) => n }; return [o.import(1), o?.import(2), o.eval(3), o.$eval(4), o?.$eval(5)]; })();",
  "methods and accessors":
    "export const a = (() => { const o = { import() { return 1; }, eval() { return 2; }, get $import() { return 3; }, async *[`import`]() {} }; return [o.eval(), o.$import]; })();",
  "class members":
    "export const a = (() => { class C { static import() { return 1; } eval() { return 2; } import = 3; static { this.import(); } } return [C.import(), new C().eval(), new C().import]; })();",
  "destructuring":
    "export const a = (() => { const { import: x, eval: y = 2, ...rest } = { import: 1, z: 3 } as Record<string, unknown>; return [x, y, rest]; })();",
  "spread before a word": "export const a = ((importer: number[]) => [...importer])([1]);",
  "JSX":
    'export const a = <b title="import (x) &lt;!--">import (CSV) and eval (x) --&gt; \u2028</b>;',
  "operators":
    "export const a = ((x: number, y: number) => [x-- > y, x < (!--y as unknown as number)])(3, 2);",
  "export names": "const x = 1; export { x as import, x as eval };",
  "comments": "// import(x)\n/* eval(x) <!-- */ export const a = 1; /*! import(x) */",
};

Deno.test("each kind of place keeps its value and loses the refused text", async (t) => {
  for (const [name, text] of Object.entries(ROWS)) {
    await t.step(name, () => {
      const js = compiled(text);
      assert.equal(firstRefusedText(js), undefined, js);
      assert.doesNotMatch(js, /\.import\b|[{,] *(?:static )?import *[:(]/, js);
      assert.deepEqual(comparable(runBody(js)), comparable(plain(text)), js);
    });
  }
});

const FRAGMENTS = [
  "import",
  "eval",
  "(",
  ")",
  " ",
  "/*",
  "//",
  "<",
  "!",
  "--",
  "-",
  ">",
  ".",
  "...",
  "$",
  "\\\\",
  "\\n",
  "x",
  "\u0000",
  "\u000b",
  "\u007f",
  "\u2028",
  "\u2029",
  "\ufeff",
  "\\\u2028",
  "\\\u0001",
  "\\i",
  "#",
  "\t",
];

Deno.test("random texts of dangerous fragments load and keep their value", () => {
  const raw = fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 12 }).map((parts) =>
    parts.join("")
  );
  const program = fc.array(raw, { minLength: 10, maxLength: 10 }).map((texts) => {
    const strings = texts.map((text) =>
      `"${text}", '${text}', \`${text}\`, \`${text}\${"${text}"}${text}\``
    );
    // Inside a pattern a slash ends it, and brackets must balance.
    const patterns = texts.map((text) =>
      `/[${
        text.replaceAll("/", "").replaceAll("\u2028", "").replaceAll("\u2029", "").replaceAll(
          "-",
          "",
        )
      }x]/`
    );
    return `export const a = [${strings.join(",\n")}];\n` +
      `export const b = (s: string) => [${patterns.map((text) => `${text}.test(s)`).join(",\n")}];`;
  });
  fc.assert(
    fc.property(program, (text) => {
      const js = compiled(text);
      assert.equal(firstRefusedText(js), undefined, js);
      assert.deepEqual(comparable(runBody(js)), comparable(plain(text)));
    }),
    { numRuns: runs(40) },
  );
});

Deno.test("positions after rewritten text stay exact", () => {
  const text =
    'export const f = () => ["import (x) <!--", `eval (y)`, { import: 1 }.import, marker()];\n' +
    "function marker() { return 1; }\n";
  const { js, sourceMap } = compile({ "/a.ts": text }).get("/a.ts")!;
  const parser = new SourceMapParser();
  parser.load("body", sourceMap!);
  const line = js.slice(0, js.indexOf("marker()")).split("\n");
  const mapped = parser.mapPosition("body", line.length + 1, line.at(-1)!.length + 1);
  assert.deepEqual([mapped?.line, mapped?.column], [1, text.indexOf("marker()") + 1]);
});

Deno.test("a place that cannot be rewritten is refused at its authored position", () => {
  const rows: [string, string, string][] = [
    ["export const f = (tag: any) => tag`import(x)`;", "import", "1:36"],
    ["export const f = (tag: any) => tag`a${1}-->`;", "-->", "1:41"],
    ["const $import = (x: 1) => x;\nexport const f = () => $import(1);", "import", "2:25"],
    ["export function $eval(x: 1) { return x; }", "eval", "1:18"],
    [
      "class C { #import = 1; get() { return this.#import; } }\nexport const f = () => new C();",
      "#import",
      "1:11",
    ],
  ];
  for (const [text, refused, place] of rows) {
    const errors = errorsOf({ "/a.ts": text });
    assert.ok(errors.every(({ code }) => code === "module:forbidden-text"), text);
    assert.ok(errors[0]!.message.includes(`\`${refused}\``), errors[0]!.message);
    assert.equal(`${errors[0]!.line}:${errors[0]!.column}`, place, text);
  }
});

Deno.test("many literals beside one that is escaped are read once", () => {
  // A search of the text from each of them would keep a machine busy for a minute.
  const text = `export const a = ["import(",${'"a",'.repeat(20_000)}"eval("].join("");\n`;
  const body = compiled(text);
  assert.equal(firstRefusedText(body), undefined);
  assert.equal(runBody(body)["a"], `import(${"a".repeat(20_000)}eval(`);
});
