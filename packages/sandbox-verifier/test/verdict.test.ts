/** Verdicts as values: memo, policy, version, positions, declared imports, counters. */
import assert from "node:assert/strict";
import { nodeSha256 } from "@commonfabric/canonical";
import { makeCounters } from "@commonfabric/contract";
import { parse } from "acorn";
import {
  classifyModuleItems,
  isAllowedAuthoredImportSpecifier,
  makeVerdictMemo,
  makeVerifier,
  ModuleVerificationError,
  policyDigest,
  rejectionError,
  verifierVersion,
  verifyCompiledModuleBody,
} from "../mod.ts";
import type { Verifier, VerifierOptions } from "../mod.ts";
import { HOSTS } from "./support/hosts.ts";
import { bodyOf, POLICY, VERIFIER, verify } from "./support/verify.ts";

const ACCEPTED = bodyOf('require("./x.ts");\nexports.a = 1;');
const REFUSED = bodyOf("let a = 1;");

function verifierWith(options: Partial<VerifierOptions>): Verifier {
  return makeVerifier({ policy: POLICY, sha256: nodeSha256, verifierVersion: "test", ...options });
}

Deno.test("a verdict is the same through the verifier and through the function", () => {
  const direct = verifyCompiledModuleBody(ACCEPTED, {
    specifier: "/main.ts",
    policy: POLICY,
    sha256: nodeSha256,
    verifierVersion: "test",
  });
  assert.deepEqual(direct, verify(ACCEPTED));
});

Deno.test("a verdict and everything in it is frozen", () => {
  const verdict = verify(ACCEPTED);
  assert.ok(verdict.ok);
  assert.ok(Object.isFrozen(verdict) && Object.isFrozen(verdict.exports));
  assert.ok(Object.isFrozen(verdict.exports[0]) && Object.isFrozen(verdict.stats));
});

Deno.test("the memo answers as the check does and saves the parse", () => {
  for (const body of [ACCEPTED, REFUSED]) {
    const counters = makeCounters();
    const verifier = verifierWith({ memo: makeVerdictMemo(), counters });
    const first = verifier.verifyBody(body, { specifier: "/a.ts" });
    const second = verifier.verifyBody(body, { specifier: "/b.ts" });
    assert.deepEqual(second, first);
    assert.deepEqual(first, verifierWith({}).verifyBody(body, { specifier: "/c.ts" }));
    assert.equal(counters.emittedParses, 1);
    assert.equal(counters.bodiesVerified, 1);
  }
});

Deno.test("a body is parsed once, and one over a limit not at all", () => {
  const counters = makeCounters();
  const verifier = verifierWith({ counters });
  verifier.verifyBody(bodyOf("function f() { return () => f(); }"), { specifier: "/a.ts" });
  assert.equal(counters.emittedParses, 1);
  verifier.verifyBody(bodyOf(" ".repeat(4 * 1024 * 1024)), { specifier: "/a.ts" });
  assert.equal(counters.emittedParses, 1);
  assert.equal(counters.bodiesVerified, 2);
});

Deno.test("another policy or version is another entry of the memo", () => {
  const memo = makeVerdictMemo();
  const thunk = bodyOf("const a = __cfHelpers.__cf_data([1].concat());");
  const loose = verifierWith({ memo }).verifyBody(thunk, { specifier: "/a.ts" });
  const strict = verifierWith({ memo, policy: { ...POLICY, allowThunks: false } })
    .verifyBody(thunk, { specifier: "/a.ts" });
  verifierWith({ memo, verifierVersion: "other" }).verifyBody(thunk, { specifier: "/a.ts" });
  assert.deepEqual([loose.ok, strict.ok, memo.size], [true, false, 3]);
});

Deno.test("the memo is bounded and drops the oldest entry", () => {
  const memo = makeVerdictMemo();
  const check = { surface: undefined, findings: [], requires: [], exhausted: false, parsed: true };
  const key = (bodyHash: string) => ({ verifierVersion: "v", policy: "p", bodyHash });
  for (let i = 0; i < 4_196; i++) memo.put(key(String(i)), check);
  assert.equal(memo.size, 4_096);
  assert.equal(memo.get(key("99")), undefined);
  assert.equal(memo.get(key("100")), check);
});

Deno.test("an ill-formed body is not remembered under the hash of its repaired text", () => {
  const verifier = verifierWith({ memo: makeVerdictMemo() });
  const ill = verifier.verifyBody(bodyOf('exports.a = "\ud800";'), { specifier: "/a.ts" });
  const well = verifier.verifyBody(bodyOf('exports.a = "\ufffd";'), { specifier: "/a.ts" });
  assert.equal(ill.bodyHash, well.bodyHash);
  assert.deepEqual([ill.ok, well.ok], [false, true]);
});

Deno.test("a require that identity does not list is refused, remembered verdict or not", () => {
  const verifier = verifierWith({ memo: makeVerdictMemo() });
  const options = { specifier: "/a.ts", declaredImports: ["./y.ts"] };
  assert.ok(verifier.verifyBody(ACCEPTED, { ...options, declaredImports: ["./x.ts"] }).ok);
  const answer = verifier.verifyBody(ACCEPTED, options);
  assert.ok(!answer.ok);
  assert.deepEqual(
    answer.errors.map(({ code, message, emitted }) => [code, message, emitted]),
    [[
      "verify:import-not-declared",
      'require("./x.ts") is not an import of this module',
      { line: 2, column: 9 },
    ]],
  );
});

Deno.test("positions are authored where the map knows them and emitted always", () => {
  const asked: unknown[] = [];
  const answer = VERIFIER.verifyBody(bodyOf("let a;\nlet b;"), {
    specifier: "/a.ts",
    authoredPath: "/a.ts",
    mapPosition(emitted) {
      asked.push(emitted);
      return emitted.line === 2 ? { line: 10, column: 5 } : undefined;
    },
  });
  assert.ok(!answer.ok);
  assert.deepEqual(asked, [{ line: 2, column: 1 }, { line: 3, column: 1 }]);
  assert.deepEqual(
    answer.errors.map(({ file, line, column, emitted }) => ({ file, line, column, emitted })),
    [
      { file: "/a.ts", line: 10, column: 5, emitted: { line: 2, column: 1 } },
      { file: "/a.ts", line: null, column: null, emitted: { line: 3, column: 1 } },
    ],
  );
});

Deno.test("errors come by position, one a position, at most 50", () => {
  const answer = verify(bodyOf("let a;\n".repeat(1).repeat(60).replaceAll("a", "b") + "Deno;"));
  assert.ok(!answer.ok);
  const many = verify(bodyOf(Array.from({ length: 100_000 }, (_, i) => `let v${i};`).join("\n")));
  assert.ok(!many.ok);
  assert.equal(many.errors.length, 50);
  assert.deepEqual(many.errors.map(({ emitted }) => emitted!.line), range(2, 52));
});

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}

Deno.test("the messages that authors meet have their contracted wording", () => {
  const rows: readonly [string, string][] = [
    ["let a = 1;", "Top-level mutable bindings are not allowed in SES mode"],
    ["const a = {};", "Mutable top-level data must be wrapped in __cf_data() in SES mode"],
    ["const a = isNaN(1);", "Top-level call results must be wrapped in __cf_data() in SES mode"],
    ["class A {}", "Top-level class declarations are not allowed in SES mode"],
    [";;if (1);", "Compiled module contains unsupported top-level executable code"],
    ["const a = (1, 2);", "Top-level value is not allowed"],
    ["const a = () => 1;", 'Top-level function "a" is not hardened'],
    ["function f() { f = 1; }", '"f" is defined at module level and cannot be assigned'],
    ["const a = b; const b = 1;", '"b" is used before it is defined'],
    ["exports.a = 1; exports.a = 2;", 'Export "a" is assigned more than once'],
    ["exports.then = 1;", '"then" cannot be an export name'],
    ['require("fs");', 'require("fs") is not an import of this module'],
    [
      "const a = __cfHelpers.pattern(1);",
      "pattern needs a function written in place or a top-level function as its callback",
    ],
  ];
  for (const [statements, message] of rows) {
    const answer = verify(bodyOf(statements));
    assert.equal(answer.ok ? "accepted" : answer.errors[0]!.message, message);
  }
});

Deno.test("names from the body are quoted and cut in messages", () => {
  const name = "a".repeat(1_000);
  const answer = verify(bodyOf(`function f() { return ${name}; }`));
  assert.ok(!answer.ok && answer.errors[0]!.message.length < 400);
});

Deno.test("the error of a module carries all errors, its specifier and its path", () => {
  const answer = verify(bodyOf("let a;\nlet b;"));
  assert.ok(!answer.ok);
  const error = rejectionError(answer, "cf:module/x", "/main.ts");
  assert.ok(error instanceof ModuleVerificationError);
  assert.equal(error.name, "ModuleVerificationError");
  assert.equal(error.errors, answer.errors);
  assert.deepEqual([error.specifier, error.authoredPath], ["cf:module/x", "/main.ts"]);
  assert.match(error.message, /^Cannot evaluate \/main\.ts: verify:mutable-binding: /);
});

Deno.test("the policy digest covers hosts, packages and switches, not the order of rows", () => {
  const digest = (policy: Partial<VerifierOptions["policy"]>) =>
    policyDigest({ hosts: HOSTS, ...policy }, nodeSha256);
  const rows = [...HOSTS.modules.get("commonfabric")!.exports].reverse();
  const reversed = {
    ...HOSTS,
    modules: new Map([["commonfabric", { name: "commonfabric", exports: new Map(rows) }]]),
  };
  assert.equal(digest({ hosts: reversed }), digest({}));
  assert.equal(digest({ allowThunks: true, coverage: false, packages: new Set() }), digest({}));
  const fewer = {
    ...HOSTS,
    modules: new Map([["commonfabric", {
      name: "commonfabric",
      exports: new Map(rows.slice(1)),
    }]]),
  };
  const others = [
    digest({ allowThunks: false }),
    digest({ coverage: true }),
    digest({ packages: new Set(["left-pad"]) }),
    digest({ hosts: fewer }),
  ];
  assert.equal(new Set([digest({}), ...others]).size, 5);
});

Deno.test("a policy with dynamic code is refused", () => {
  assert.throws(
    () => verifierWith({ policy: { hosts: HOSTS, allowDynamicCode: true } }),
    TypeError,
  );
});

Deno.test("the verifier version is a digest and the same within a process", () => {
  assert.match(verifierVersion(), /^[\w-]{43}$/);
  assert.equal(verifierVersion(), verifierVersion());
});

Deno.test("specifiers: hosts, relative, grounded and listed packages", () => {
  const allowed = ["commonfabric", "./a.ts", "../a", "/a.ts", "left-pad"];
  const refused = [
    "fs",
    "",
    ".",
    "..",
    "a/b",
    "https://x",
    "jsr:x",
    "npm:x",
    "cf:module/x",
    "C:/a",
  ];
  for (const specifier of allowed) {
    assert.ok(isAllowedAuthoredImportSpecifier(specifier, POLICY), specifier);
  }
  for (const specifier of refused) {
    assert.ok(!isAllowedAuthoredImportSpecifier(specifier, POLICY), specifier);
  }
});

Deno.test("module items are classified in source order", () => {
  const text = bodyOf([
    'const x_1 = require("./x.ts");',
    'var y_1 = require("./y.ts");',
    'require("./z.ts");',
    "exports.b = void 0;",
    'Object.defineProperty(exports, "y", { enumerable: true, get: function () { return y_1.y; } });',
    'Object.defineProperty(exports, "z", {});',
    "const n = 1, d = __cfHelpers.__cf_data([]), r = {};",
    "function f() {}",
    "const b = __cfHelpers.lift(f), g = __cfHardenFn(() => 1);",
    "exports.n = n;",
    "let bad;",
    "class C {}",
    "n;",
    "__cfHardenFn(f);",
    "__cfReg({ b });",
  ].join("\n"));
  const items = classifyModuleItems(parse(text, { ecmaVersion: 2025 }), POLICY);
  assert.deepEqual(items.map(({ kind, name }) => name === undefined ? kind : `${kind} ${name}`), [
    "import x_1",
    "import y_1",
    "import",
    "export y",
    "unknown",
    "primitive n",
    "data d",
    "unknown r",
    "function f",
    "builder b",
    "function g",
    "export n",
    "unknown",
    "unknown",
    "unknown",
    "helper",
    "helper",
  ]);
});

Deno.test("names of constants and exports that are refused are in the message", () => {
  const rows: readonly [string, string][] = [
    ["const a = 1, b = () => 1;", 'Top-level function "b" is not hardened'],
    ["exports.a = exports.b = () => 1;", 'Top-level function "a" is not hardened'],
    ["exports.a = function own() {};", 'Top-level function "own" is not hardened'],
  ];
  for (const [statements, message] of rows) {
    const answer = verify(bodyOf(statements));
    assert.equal(answer.ok ? "accepted" : answer.errors[0]!.message, message);
  }
});

Deno.test("a body that is refused while or after it is parsed counts as parsed", () => {
  for (const statements of ["(", "let a;", `const a = ${"1+".repeat(2_000)}1;`]) {
    const counters = makeCounters();
    verifierWith({ counters }).verifyBody(bodyOf(statements), { specifier: "/a.ts" });
    assert.deepEqual([counters.bodiesVerified, counters.emittedParses], [1, 1], statements);
  }
});

Deno.test("names that are read through imports are in the surface, or the import as a whole", () => {
  const names = (statements: string): unknown => {
    const answer = verify(bodyOf(`const x_1 = require("./x.ts");\n${statements}`));
    assert.ok(answer.ok);
    return answer.importedNames[0]!.names;
  };
  assert.deepEqual(names(""), []);
  assert.deepEqual(names("exports.a = x_1.b;\nexports.c = x_1['a'];"), ["a", "b"]);
  assert.deepEqual(names("exports.a = __importDefault(x_1).default;"), ["default"]);
  assert.deepEqual(names("function f() { return x_1?.a; }"), "*");
  assert.deepEqual(names("exports.a = x_1[0];"), "*");
  assert.deepEqual(names("exports.a = x_1;"), "*");
});

Deno.test("an alias of a namespace is the import itself", () => {
  const answer = verify(bodyOf(
    'const a = __importStar(require("./x.ts")), b = a;\nexports.c = b.d;\nexports.e = a.f;',
  ));
  assert.ok(answer.ok);
  assert.deepEqual(answer.importedNames, [{ specifier: "./x.ts", names: ["d", "f"] }]);
});

Deno.test("what one body is refused for is looked for from the start of the next one", () => {
  for (const text of ["-->", "eval(", "import(", "import.defer(", "\u0000"]) {
    const refused = (padding: number) => {
      const answer = verify(bodyOf(`${" ".repeat(padding)}"${text}";`));
      return !answer.ok && answer.errors[0]!.code;
    };
    assert.deepEqual([refused(500), refused(1)], ["verify:text", "verify:text"], text);
  }
});

Deno.test("a name that a host does not have is refused with a near one, if there is one", () => {
  const message = (name: string): string => {
    const answer = verify(bodyOf(
      `const cf_1 = require("commonfabric");\nfunction f() { return cf_1.${name}; }`,
    ));
    return answer.ok ? "accepted" : answer.errors[0]!.message;
  };
  assert.match(message("strr"), /has no export named "strr"; did you mean "str"\?$/);
  assert.match(message("quiteOther"), /has no export named "quiteOther"\.$/);
});

Deno.test("nodes, depth and tokens of a body are counted", () => {
  const stats = (statements: string) => {
    const answer = verify(bodyOf(statements));
    assert.ok(answer.ok);
    return answer.stats;
  };
  assert.deepEqual(stats(""), { tokens: 2, nodes: 3, depth: 3 });
  assert.deepEqual(stats("function f(a) { return a.b[`x${a}y`]; }"), {
    tokens: 23,
    nodes: 16,
    depth: 7,
  });
});

Deno.test("computed data is one stretch for each outermost computation", () => {
  const text =
    "const a = __cfHelpers.__cf_data([__cfHelpers.__cf_data([1].concat()), [2].concat()]);";
  const body = bodyOf(`${text}\nfunction f() {}\nconst b = __cfHelpers.__cf_data(f);`);
  const answer = verify(body);
  assert.ok(answer.ok);
  assert.deepEqual(answer.thunks.map(({ start, end }) => body.slice(start, end)), [
    "[__cfHelpers.__cf_data([1].concat()), [2].concat()]",
    "f",
  ]);
});

Deno.test("a remembered body does not answer for an ill-formed one of the same hash", () => {
  const verifier = verifierWith({ memo: makeVerdictMemo() });
  const repaired = bodyOf('exports.a = "\ufffd";');
  const illFormed = bodyOf('exports.a = "\ud800";');
  const [first, second] = [repaired, illFormed].map((body) =>
    verifier.verifyBody(body, { specifier: "/a.ts" })
  );
  assert.equal(first!.bodyHash, second!.bodyHash);
  assert.deepEqual([first!.ok, second!.ok], [true, false]);
});
