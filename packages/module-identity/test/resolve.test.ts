/** Resolution: what each specifier means, and what is said about those that mean nothing. */
import assert from "node:assert/strict";
import {
  analyzeProgram,
  computeModuleIdentities,
  EdgesUnknownError,
  locateFileEdges,
  relativeSpecifier,
  resolveSpecifier,
} from "@commonfabric/module-identity";
import { hosts, plainOptions, program } from "./support.ts";

const FILES = {
  "/main.ts": "",
  "/lib/math.ts": "",
  "/lib/view.tsx": "",
  "/lib/index.ts": "",
  "/lib/Case.ts": "",
  "/caf\u00e9.ts": "", // e with acute, composed
  "/a.b.ts": "",
  "/%2e%2e.ts": "",
  "/only.mts": "",
};

/** The finding for `import "specifier"` in `/main.ts` or in a file of a folder. */
function finding(specifier: string, importer = "/main.ts") {
  const text = `import ${JSON.stringify(specifier).replaceAll('\\"', '"')};\n`;
  const files = { ...FILES, [importer]: text };
  const options = {
    ...plainOptions(),
    edges: { scan: () => [specifier.startsWith("data:") ? `import:${specifier}` : specifier] },
  };
  return analyzeProgram(program({ ...files, [importer]: text }, { main: importer }), {
    ...options,
    edges: { scan: (scanned) => scanned === text ? options.edges.scan() : [] },
  }).diagnostics[0];
}

const RESOLVED: [specifier: string, importer: string, target: string][] = [
  ["./lib/math.ts", "/main.ts", "/lib/math.ts"],
  ["/lib/math.ts", "/lib/x.ts", "/lib/math.ts"],
  ["../main.ts", "/lib/x.ts", "/main.ts"],
  ["./a/../lib/./math.ts", "/main.ts", "/lib/math.ts"],
  ["././lib/math.ts", "/main.ts", "/lib/math.ts"],
  ["/lib/../main.ts", "/lib/x.ts", "/main.ts"],
  ["./main.ts", "/main.ts", "/main.ts"],
  ["./%2e%2e.ts", "/main.ts", "/%2e%2e.ts"],
  ["commonfabric", "/main.ts", "commonfabric"],
  ["commonfabric/schema", "/lib/x.ts", "commonfabric/schema"],
];

Deno.test("specifiers resolve to exactly the file or host that they spell", () => {
  const files = {
    kindOf: (path: string) => Object.hasOwn(FILES, path) ? "code" as const : undefined,
    paths: () => Object.keys(FILES),
  };
  for (const [specifier, importer, target] of RESOLVED) {
    const resolution = resolveSpecifier(importer, { specifier, data: false }, files, hosts);
    assert.ok(resolution.ok, specifier);
    assert.equal(resolution.edge.target, target);
  }
});

const INVALID = (specifier: string, reason: string) =>
  `Import "${specifier}" in "/main.ts" is not a valid specifier: ${reason}.`;
const UNRESOLVED = (specifier: string, hint = "") =>
  `Could not resolve "${specifier}" from "/main.ts".${hint && ` ${hint}`}`;
const ESCAPES = (specifier: string, importer = "/main.ts") =>
  `Import "${specifier}" in "${importer}" escapes the program root.`;
const HOSTS =
  'The host modules are "commonfabric", "commonfabric/schema"; a file of the program starts with "./", "../" or "/".';

const REFUSED: [specifier: string, code: string, message: string, importer?: string][] = [
  ["", "specifier", INVALID("", "it is empty")],
  [".", "specifier", INVALID(".", "it has only dots")],
  ["..", "specifier", INVALID("..", "it has only dots")],
  ["...", "specifier", INVALID("...", "it has only dots")],
  ["./a\\b.ts", "specifier", INVALID("./a\\b.ts", "it contains a backslash")],
  ["./a.ts?x", "specifier", INVALID("./a.ts?x", "it contains ?")],
  ["./a.ts#x", "specifier", INVALID("./a.ts#x", "it contains #")],
  ["./a\u0000.ts", "specifier", INVALID("./a\\u0000.ts", "it contains a control character")],
  ["./a\u007f.ts", "specifier", INVALID("./a\\u007f.ts", "it contains a control character")],
  ["./a//b.ts", "specifier", INVALID("./a//b.ts", "it contains an empty segment")],
  ["./lib/", "specifier", INVALID("./lib/", "it ends with /")],
  ["commonfabric/", "specifier", INVALID("commonfabric/", "it ends with /")],
  ["./\ud800.ts", "specifier", INVALID("./\ufffd.ts", "it contains an unpaired surrogate")],
  ["http://x/a.ts", "specifier", INVALID("http://x/a.ts", "it has a URL scheme")],
  ["HtTpS:a", "specifier", INVALID("HtTpS:a", "it has a URL scheme")],
  ["node:fs", "specifier", INVALID("node:fs", "it has a URL scheme")],
  ["npm:x", "specifier", INVALID("npm:x", "it has a URL scheme")],
  ["jsr:x", "specifier", INVALID("jsr:x", "it has a URL scheme")],
  ["file:x", "specifier", INVALID("file:x", "it has a URL scheme")],
  ["blob:x", "specifier", INVALID("blob:x", "it has a URL scheme")],
  ["data:,1", "specifier", INVALID("data:,1", "it has a URL scheme")],
  ["cf:module/x", "internal-specifier", '"cf:module/x" is internal and cannot be imported.'],
  ["cf:runtime/x", "internal-specifier", '"cf:runtime/x" is internal and cannot be imported.'],
  ["cf:data-file/x", "internal-specifier", '"cf:data-file/x" is internal and cannot be imported.'],
  ["/~cf/x.ts", "path", '"/~cf/x.ts" is not a valid module path: /~cf/ is reserved.'],
  ["../a.ts", "escape", ESCAPES("../a.ts")],
  ["./../a.ts", "escape", ESCAPES("./../a.ts")],
  ["./lib/../../main.ts", "escape", ESCAPES("./lib/../../main.ts")],
  ["/lib/../../main.ts", "escape", ESCAPES("/lib/../../main.ts")],
  ["../../main.ts", "escape", ESCAPES("../../main.ts", "/lib/x.ts"), "/lib/x.ts"],
  [
    "./lib/math",
    "unresolved",
    UNRESOLVED(
      "./lib/math",
      'Did you mean "./lib/math.ts"? Imports need the file extension.',
    ),
  ],
  ["./lib/math.js", "unresolved", UNRESOLVED("./lib/math.js", 'Did you mean "./lib/math.ts"?')],
  ["./lib/view.jsx", "unresolved", UNRESOLVED("./lib/view.jsx", 'Did you mean "./lib/view.tsx"?')],
  ["./only.mjs", "unresolved", UNRESOLVED("./only.mjs", 'Did you mean "./only.mts"?')],
  [
    "./lib",
    "unresolved",
    UNRESOLVED("./lib", 'Directory imports are not supported. Did you mean "./lib/index.ts"?'),
  ],
  [
    "./lib/case.ts",
    "unresolved",
    UNRESOLVED(
      "./lib/case.ts",
      'Did you mean "./lib/Case.ts"? Paths are compared character by character.',
    ),
  ],
  [
    "./cafe\u0301.ts",
    "unresolved",
    UNRESOLVED(
      "./cafe\u0301.ts",
      'Did you mean "./caf\u00e9.ts"? Paths are compared character by character.',
    ),
  ],
  ["./lib/maths.ts", "unresolved", UNRESOLVED("./lib/maths.ts", 'Did you mean "./lib/math.ts"?')],
  ["/lib/mth.ts", "unresolved", UNRESOLVED("/lib/mth.ts", 'Did you mean "/lib/math.ts"?')],
  ["./lib/math.ts ", "unresolved", UNRESOLVED("./lib/math.ts ", 'Did you mean "./lib/math.ts"?')],
  ["./lib/math.ts.", "unresolved", UNRESOLVED("./lib/math.ts.", 'Did you mean "./lib/math.ts"?')],
  ["./%2e%2e/far-away.ts", "unresolved", UNRESOLVED("./%2e%2e/far-away.ts")],
  ["commonfabrik", "unresolved", UNRESOLVED("commonfabrik", 'Did you mean "commonfabric"?')],
  ["CommonFabric", "unresolved", UNRESOLVED("CommonFabric", 'Did you mean "commonfabric"?')],
  ["commonfabric ", "unresolved", UNRESOLVED("commonfabric ", 'Did you mean "commonfabric"?')],
  // Cyrillic small letter o
  [
    "c\u043emmonfabric",
    "unresolved",
    UNRESOLVED("c\u043emmonfabric", 'Did you mean "commonfabric"?'),
  ],
  ["commonfabric/../secret", "unresolved", UNRESOLVED("commonfabric/../secret", HOSTS)],
  ["@commonfabric/api", "unresolved", UNRESOLVED("@commonfabric/api", HOSTS)],
  ["lodash", "unresolved", UNRESOLVED("lodash", HOSTS)],
  ["__proto__", "unresolved", UNRESOLVED("__proto__", HOSTS)],
];

Deno.test("every refused form has its code and message", async (t) => {
  for (const [specifier, code, message, importer] of REFUSED) {
    await t.step(JSON.stringify(specifier), () => {
      const found = finding(specifier, importer);
      assert.equal(found?.message, message);
      assert.equal(found?.code, `resolve:${code}`);
      assert.equal(found?.phase, "resolve");
      assert.equal(found?.file, importer ?? "/main.ts");
    });
  }
});

Deno.test("a specifier of 1,024 bytes is read and one of 1,025 bytes exceeds the limit", () => {
  const longest = `./${"a".repeat(1_019)}.ts`;
  assert.equal(finding(longest)?.code, "resolve:unresolved");
  assert.equal(finding(`${longest}x`)?.code, "resolve:limit");
  assert.match(finding(`./${"\u00e9".repeat(512)}`)?.message ?? "", /exceeds the limit of 1024\.$/);
  assert.equal(finding("a".repeat(65_536))?.code, "resolve:limit");
});

Deno.test("a finding points to the specifier and proposes the fix", () => {
  const text = '// first\nimport { a } from "./lib/math";\n';
  const { diagnostics, missing } = analyzeProgram(
    program({ "/main.ts": text, "/lib/math.ts": "" }),
    plainOptions(),
  );
  const [found] = diagnostics;
  assert.deepEqual(missing, [{ specifier: "./lib/math", importer: "/main.ts" }]);
  assert.deepEqual([found?.line, found?.column, found?.length], [2, 20, 10]);
  assert.equal(text.slice(found!.offset!, found!.offset! + found!.length!), "./lib/math");
  assert.equal(found?.fixes[0]?.edits[0]?.text, "./lib/math.ts");
});

Deno.test("a file is located before any other file is known, by the same function", () => {
  const text = 'import "./b.ts"; import "commonfabric"; import "../x.ts"; import "./c";';
  const { edges } = locateFileEdges({ name: "/a.ts", contents: text }, plainOptions());
  assert.deepEqual(
    edges.map(({ specifier, location, fetch }) => [specifier, location.kind, fetch]),
    [
      ["./b.ts", "file", "/b.ts"],
      ["commonfabric", "bare", undefined],
      ["../x.ts", "refused", undefined],
      ["./c", "file", undefined],
    ],
  );
});

Deno.test("without a sure answer the edges are unknown, and a parser is asked once", () => {
  const texts = { "/a.ts": 'f(1, import("./b.ts"))', "/b.ts": "" };
  const plain = plainOptions();
  assert.throws(() => computeModuleIdentities(program(texts), plain), (thrown: unknown) => {
    assert.ok(thrown instanceof EdgesUnknownError);
    assert.equal(thrown.path, "/a.ts");
    return true;
  });
  const parsed: string[] = [];
  const parse = (text: string) => (parsed.push(text), []);
  const { size } = computeModuleIdentities(program(texts), {
    ...plain,
    edges: { ...plain.edges, parse },
  });
  assert.deepEqual([size, parsed], [1, [texts["/a.ts"]]]);
});

Deno.test("relative specifiers lead from the importer to the target", () => {
  const rows: [string, string, string][] = [
    ["/a.ts", "/b.ts", "./b.ts"],
    ["/x/a.ts", "/b.ts", "../b.ts"],
    ["/x/y/a.ts", "/x/z/b.ts", "../z/b.ts"],
    ["/a.ts", "/x/b.ts", "./x/b.ts"],
  ];
  for (const [importer, target, specifier] of rows) {
    assert.equal(relativeSpecifier(importer, target), specifier);
  }
});
