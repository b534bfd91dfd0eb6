/** What a program must satisfy as a whole: paths, sizes, data files, entries, unresolved imports. */
import assert from "node:assert/strict";
import {
  analyzeProgram,
  computeModuleHashes,
  pathProblem,
  type Program,
  resolveModuleImports,
} from "@commonfabric/module-identity";
import { plainOptions, program } from "./support.ts";

const BAD_PATHS: [string, string][] = [
  ["a.ts", "it does not start with /"],
  ["/", "it names no file"],
  ["/a/", "it ends with /"],
  ["/a//b.ts", "it contains an empty segment"],
  ["/./a.ts", "it contains a dot segment"],
  ["/a/../b.ts", "it contains a dot segment"],
  ["/a\\b.ts", "it contains a backslash"],
  ["/a\n.ts", "it contains a control character"],
  ["/a\u2028.ts", "it contains a line separator"],
  ["/\udc00.ts", "it contains an unpaired surrogate"],
  ["/~cf/a.ts", "/~cf/ is reserved"],
  ["/a.css", "its extension is none of .ts .tsx .mts .js .jsx .mjs .d.ts .d.mts"],
  ["/a.cts", "its extension is none of .ts .tsx .mts .js .jsx .mjs .d.ts .d.mts"],
];

Deno.test("a program with an unacceptable path is refused before anything is read", () => {
  for (const [path, reason] of BAD_PATHS) {
    assert.equal(pathProblem(path, "module"), reason);
    const options = plainOptions();
    const { diagnostics, modules, complete } = analyzeProgram(
      program({ "/main.ts": "", [path]: "" }),
      options,
    );
    assert.equal(diagnostics[0]?.code, "resolve:path", path);
    assert.deepEqual([modules.length, complete, options.counters.sourceDigests], [0, false, 0]);
  }
  for (const path of ["/...ts", "/~cf.ts", "/.hidden.ts", "/a b.ts", "/%2e.ts"]) {
    assert.equal(pathProblem(path, "module"), undefined, path);
  }
  assert.equal(pathProblem("/a.csv", "data"), undefined);
});

Deno.test("two files of one path are refused, with equal contents too", () => {
  for (const contents of ["1", "2"]) {
    const files = [{ name: "/a.ts", contents: "1" }, { name: "/a.ts", contents }];
    const { diagnostics } = analyzeProgram({ main: "/a.ts", files }, plainOptions());
    assert.deepEqual(
      diagnostics.map(({ code, message }) => [code, message]),
      [["resolve:duplicate-path", 'Two files are named "/a.ts".']],
    );
  }
});

Deno.test("paths that differ in normal form are two modules and a warning", () => {
  const texts = { "/caf\u00e9.ts": 'import "./cafe\u0301.ts";', "/cafe\u0301.ts": "" };
  const { diagnostics, modules, complete } = analyzeProgram(program(texts), plainOptions());
  assert.deepEqual([modules.length, complete], [2, true]);
  assert.deepEqual(diagnostics.map(({ code, severity }) => [code, severity]), [
    ["resolve:path", "warning"],
  ]);
  assert.notEqual(modules[0]?.identity, modules[1]?.identity);
});

Deno.test("an ill-formed text is refused where it is reached", () => {
  const found = analyzeProgram(program({ "/a.ts": "1;\n'\ud800'" }), plainOptions()).diagnostics[0];
  assert.equal(found?.message, '"/a.ts" contains an unpaired surrogate at offset 4.');
  assert.deepEqual([found?.code, found?.line, found?.column], ["resolve:ill-formed", 2, 2]);
});

const big = (bytes: number): string => "x".repeat(bytes);
const LIMIT_PROGRAMS: [string, () => Program, string][] = [
  [
    "files",
    () => ({
      main: "/0.ts",
      files: Array.from({ length: 20_001 }, (_, at) => ({ name: `/${at}.ts`, contents: "" })),
    }),
    "The number of files exceeds the limit of 20000.",
  ],
  [
    "file",
    () => program({ "/a.ts": big(1_048_577) }),
    'The size of "/a.ts" exceeds the limit of 1048576.',
  ],
  [
    "file in UTF-8",
    () => program({ "/a.ts": "\u00e9".repeat(524_289) }),
    'The size of "/a.ts" exceeds the limit of 1048576.',
  ],
  [
    "data file",
    () => program({ "/a.ts": "", "/b.csv": big(8_388_609) }, { dataFiles: ["/b.csv"] }),
    'The size of "/b.csv" exceeds the limit of 8388608.',
  ],
  [
    "all files",
    () =>
      program(Object.fromEntries(
        Array.from({ length: 65 }, (_, at) => [`/${at}.ts`, at === 64 ? "xx" : big(1_048_576)]),
      )),
    "The size of all files exceeds the limit of 67108864.",
  ],
  [
    "path",
    () => program({ [`/${"a".repeat(1_021)}.ts`]: "" }),
    `The path "/${"a".repeat(39)}..." exceeds the limit of 1024.`,
  ],
  [
    "imports",
    () =>
      program({
        "/a.ts": Array.from({ length: 10_001 }, (_, at) => `import "./${at}.ts";`).join(""),
      }),
    'The number of imports of "/a.ts" exceeds the limit of 10000.',
  ],
];

Deno.test("each limit is a finding of its own and stops the program", async (t) => {
  for (const [name, make, message] of LIMIT_PROGRAMS) {
    await t.step(name, () => {
      const { diagnostics, complete } = analyzeProgram(make(), plainOptions());
      assert.deepEqual(diagnostics.map((found) => [found.code, found.message]), [
        ["resolve:limit", message],
      ]);
      assert.equal(complete, false);
    });
  }
});

Deno.test("data files are read by dataFile and imported by nothing", () => {
  const head = 'import { dataFile } from "commonfabric";\n';
  const files = (text: string) =>
    program({ "/in/a.ts": head + text, "/in/b.csv": "x\r\n", "/in/c.ts": "" }, {
      dataFiles: ["/in/b.csv"],
    });
  const edges = resolveModuleImports(
    files('dataFile("./b.csv"); dataFile("b.csv");'),
    plainOptions(),
  );
  assert.deepEqual(edges.get("/in/a.ts"), [
    { specifier: "./b.csv", kind: "data", target: "/in/b.csv" },
    { specifier: "b.csv", kind: "data", target: "/in/b.csv" },
    { specifier: "commonfabric", kind: "host", target: "commonfabric" },
  ]);
  const refused: [string, string][] = [
    ['import "./b.csv";', "resolve:unresolved"],
    ['dataFile("./c.ts");', "resolve:unresolved"],
    ['dataFile("../../b.csv");', "resolve:escape"],
    ['dataFile("./none.csv");', "resolve:unresolved"],
    ['dataFile("http://x");', "resolve:specifier"],
  ];
  for (const [text, code] of refused) {
    assert.equal(analyzeProgram(files(text), plainOptions()).diagnostics[0]?.code, code, text);
  }
  const ambiguous = program(
    { "/a.ts": `${head}dataFile("commonfabric");`, "/commonfabric": "" },
    { dataFiles: ["/commonfabric"] },
  );
  const [found] = analyzeProgram(ambiguous, plainOptions()).diagnostics;
  assert.equal(found?.code, "resolve:specifier");
});

Deno.test("an absent main and an absent source root are named", () => {
  for (const fields of [{ main: "/x.ts" }, { sourceRoots: ["/x.ts"] }]) {
    const { diagnostics } = analyzeProgram(program({ "/a.ts": "" }, fields), plainOptions());
    assert.equal(diagnostics[0]?.message, 'No main module "/x.ts" in source.');
    assert.equal(diagnostics[0]?.code, "resolve:no-main");
  }
});

Deno.test("an analysis gives identities wherever the closure is whole", () => {
  const texts = {
    "/a.ts": 'import "./b.ts"; import "./c.ts";',
    "/b.ts": 'import "./none.ts";',
    "/c.ts": "1",
    "/d.ts": 'import "./also-none.ts"; import "./none.ts";',
  };
  const { modules, missing, complete } = analyzeProgram(program(texts), plainOptions());
  const named = modules.map(({ path, identity }) => [path, identity !== null]);
  assert.deepEqual(named, [["/a.ts", false], ["/b.ts", false], ["/c.ts", true]]);
  assert.deepEqual([missing, complete], [[{ specifier: "./none.ts", importer: "/b.ts" }], false]);
  assert.throws(() => computeModuleHashes(program(texts), plainOptions()), {
    name: "ResolveError",
    code: "resolve:incomplete",
    message: "incomplete closure: /b.ts -> ./none.ts",
  });
});

Deno.test("paths as long as they may be are searched for hints in linear time", () => {
  // The whole tables of edits between 200 times 200 of these would keep a machine busy for minutes.
  const long = `/${"a".repeat(1_000)}`;
  const imports = Array.from({ length: 200 }, (_, at) => `import "${long}x${at}q.ts";`).join("\n");
  const others = Array.from({ length: 200 }, (_, at) => [`${long}y${at}z.ts`, ""]);
  const { diagnostics, missing } = analyzeProgram(
    program({ "/m.ts": imports, ...Object.fromEntries(others) }),
    plainOptions(),
  );
  assert.equal(missing.length, 200);
  assert.ok(diagnostics[0]!.message.endsWith('y0z.ts"?'), diagnostics[0]!.message);
});

Deno.test("thousands of unresolved imports are reported in bounded time", () => {
  const imports = Array.from({ length: 10_000 }, (_, at) => `import "./no-${at}.ts";`).join("\n");
  const others = Array.from({ length: 2_000 }, (_, at) => [`/no-such-${at}.ts`, ""]);
  const started = performance.now();
  const analysis = analyzeProgram(
    program({ "/a.ts": imports, ...Object.fromEntries(others) }),
    plainOptions(),
  );
  assert.equal(analysis.missing.length, 10_000);
  assert.equal(analysis.diagnostics.length, 500);
  assert.ok(performance.now() - started < 5_000);
});
