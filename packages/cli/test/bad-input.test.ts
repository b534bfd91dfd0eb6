import assert from "node:assert/strict";
import type { Diagnostic } from "@commonfabric/contract";
import { cf, withDirectory } from "./support/fake-command.ts";
import { COUNTER } from "./support/programs.ts";

interface Program {
  readonly ok: boolean;
  readonly reached: string | null;
  readonly failed: string | null;
  readonly diagnostics: readonly Diagnostic[];
}

const PATTERN = 'import { pattern } from "commonfabric";\n';

/** Text of the entry; first error as `code line:column`, phase that failed, part of the message. */
const REFUSED: readonly (readonly [
  name: string,
  text: string,
  first: string,
  failed: string,
  message: RegExp,
])[] = [
  [
    "an import of nothing",
    'import { a } from "./no.ts";\nexport default a;\n',
    "resolve:unresolved 1:20",
    "resolve",
    /Could not resolve "\.\/no\.ts" from "\/p\.tsx"\./,
  ],
  [
    "an import without extension",
    'import { a } from "./a";\nexport default a;\n',
    "resolve:unresolved 1:20",
    "resolve",
    /Did you mean "\.\/a\.ts"\? Imports need the file extension\./,
  ],
  [
    "an import of a misspelled file that nothing else reaches",
    'import { a } from "./lib/idnex.ts";\nexport default a;\n',
    "resolve:unresolved 1:20",
    "resolve",
    /Did you mean "\.\/lib\/index\.ts"\?/,
  ],
  [
    "an import of a directory",
    'import { a } from "./lib";\nexport default a;\n',
    "resolve:unresolved 1:20",
    "resolve",
    /Directory imports are not supported\. Did you mean "\.\/lib\/index\.ts"\?/,
  ],
  [
    "a .js name for a .ts file",
    'import { a } from "./a.js";\nexport default a;\n',
    "resolve:unresolved 1:20",
    "resolve",
    /"\.\/a\.ts"/,
  ],
  [
    "an import above the root",
    'import { a } from "../a.ts";\nexport default a;\n',
    "resolve:escape 1:20",
    "resolve",
    /escapes the program root/,
  ],
  [
    "an unknown bare name",
    'import { a } from "lodash";\nexport default a;\n',
    "resolve:unresolved 1:20",
    "resolve",
    /The host modules are "commonfabric"/,
  ],
  [
    "a type error",
    'export const n: number = "text";\nexport default n;\n',
    "TS2322 1:14",
    "compile",
    /Type 'string' is not assignable to type 'number'\./,
  ],
  ["a syntax error", "export const n = ;\n", "TS1109 1:18", "compile", /Expression expected\./],
  [
    "a dynamic import",
    'export const f = async () => await import("./a.ts");\nexport default f;\n',
    "module:dynamic-import 1:36",
    "compile",
    /asks for a module at run time/,
  ],
  [
    "require",
    'declare function require(name: string): unknown;\nexport default () => require("fs");\n',
    "module:reserved-name 1:18",
    "compile",
    /"require" is reserved/,
  ],
  [
    "a mutable binding of a module",
    "let count = 0;\nexport default function f(): number {\n  return count++;\n}\n",
    "module:mutable-binding 1:5",
    "compile",
    /Top-level mutable bindings are not allowed in SES mode/,
  ],
  [
    "a class at module level",
    "export class A {}\nexport default 1;\n",
    "module:top-level-class 1:14",
    "compile",
    /Top-level class declarations are not allowed in SES mode/,
  ],
  [
    "a side effect of a module",
    `${PATTERN}console.log("hi");\nexport default pattern(() => ({}), true, true);\n`,
    "module:top-level-statement 2:1",
    "compile",
    /loading must have no effect/,
  ],
  [
    "a pattern body that throws",
    `${PATTERN}export default pattern(() => {\n  throw new Error("boom");\n}, true, true);\n`,
    "Error 3:9",
    "evaluate",
    /^boom$/,
  ],
  [
    "an export that is not there",
    "export const a = 1;\n",
    "MissingExportError null:null",
    "evaluate",
    /^No "default" export found in compiled pattern\.$/,
  ],
];

const REACHED = new Map([["resolve", null], ["compile", "identity"], ["evaluate", "verify"]]);

Deno.test("bad programs are refused with a code at an authored position", async (t) => {
  const files = {
    "p/a.ts": "export const a = 1;\n",
    "p/lib/index.ts": "export const a = 1;\n",
    "a.ts": "export const a = 1;\n",
  };
  await withDirectory(files, async (cwd) => {
    for (const [name, text, first, failed, message] of REFUSED) {
      await t.step(name, async () => {
        await Deno.writeTextFile(`${cwd}/p/p.tsx`, text);
        const { code, json, err } = await cf(["check", "p/p.tsx", "--json"], { cwd });
        const [program] = json["programs"] as Program[];
        const found = program!.diagnostics[0]!;
        assert.equal(code, 1);
        assert.equal(`${found.code} ${found.line}:${found.column}`, first);
        assert.equal(found.file, "/p.tsx");
        assert.match(found.message, message);
        assert.equal(program!.failed, failed);
        assert.equal(program!.reached, REACHED.get(failed));
        assert.equal(program!.ok, false);
        assert.match(err, /^\/p\.tsx:.*error\[/);
        assert.doesNotMatch(err, new RegExp(cwd), "no host path");
      });
    }
  });
});

/** Command line; exit code; the one line on standard error. */
const COMMANDS: readonly (readonly [args: string[], code: number, line: RegExp])[] = [
  [["chekc", "x"], 2, /^cf unknown verb: "chekc"; did you mean check\?\n$/],
  [["check"], 2, /^cf check: missing operand/],
  [["check", "x.tsx", "--jsn"], 2, /unknown option: "--jsn"; did you mean --json\?/],
  [["check", "x.tsx", "--until", "lunch"], 2, /unknown phase: "lunch"/],
  [["check", "x.tsx", "--wach"], 2, /unknown option: "--wach"; did you mean --watch\?/],
  [["check", "x.tsx", "--space", "a b"], 2, /not the name of a space: "a b"/],
  [["run"], 2, /^cf run: missing operand: FILE or --piece ADDRESS\n$/],
  [["run", "counter"], 2, /mounts are not supported: "counter"/],
  [["run", "@notes"], 1, /no store: ".*" is no directory/],
  [["run", "--piece", "nonsense"], 1, /not an address: "nonsense"/],
  [["run", "--piece", `/of:${"A".repeat(43)}/x`], 1, /no store: /],
  [["run", "--piece", `/of:${"A".repeat(43)}`, "--fresh"], 2, /--piece and --fresh exclude/],
  [["run", "--piece", `/of:${"A".repeat(43)}`], 1, /no store: ".*" is no directory/],
  [["run", "counter/main.tsx", "--timeout", "soon"], 2, /--timeout: not milliseconds.*"soon"/],
  [["run", "counter/main.tsx", "--argument", "{"], 2, /^cf run: --argument: not JSON: /],
  [
    ["run", "counter/main.tsx", "--argument", "@no.json"],
    1,
    /cannot read file: "no\.json": No such/,
  ],
  [["run", "counter/main.tsx", "--events", "no.json"], 1, /cannot read file: "no\.json": No such/],
  [["run", "counter/main.tsx", "--events", '[{"even":[]}]'], 2, /step 1: unknown field: "even"/],
  [["run", "absent.tsx", "--fresh"], 1, /resolve:no-main/],
  [["run", "counter/main.tsx", "--fresh", "--export", "no"], 1, /No "no" export found/],
  [
    ["run", "counter/main.tsx", "--fresh", "--argument", '{"value":"x"}'],
    1,
    /ArgumentMismatchError.*at "value".*expected number/,
  ],
  [
    ["run", "counter/main.tsx", "--fresh", "--argument", '{"valeu":1}'],
    2,
    /^cf run: --argument: unknown field: "valeu"; did you mean "value"\?/,
  ],
  [["cache", "stats"], 1, /^cf cache stats: no store: ".*" is no directory; pass --store or set/],
];

Deno.test("what a user did wrong is one line with its exit code, and nothing is written", async (t) => {
  await withDirectory(COUNTER, async (cwd) => {
    for (const [args, code, line] of COMMANDS) {
      await t.step(args.join(" "), async () => {
        const result = await cf(args, { cwd });
        assert.match(result.err, line);
        assert.equal(result.code, code);
        assert.equal(result.err.trimEnd().split("\n").length, 1, result.err);
        assert.equal(result.out, "");
        assert.deepEqual([...Deno.readDirSync(cwd)].map(({ name }) => name), ["counter"]);
      });
    }
  });
});
