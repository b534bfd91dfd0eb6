import assert from "node:assert/strict";
import { PROGRAM_CODES } from "../explain/program-codes.ts";
import { VERIFIER_CODES } from "@commonfabric/sandbox-verifier";
import { readCatalogue } from "@commonfabric/ts-transformers/catalogue";
import { cf, withDirectory } from "./support/fake-command.ts";
import { schemaProblems } from "./support/validate-json.ts";

const ROOT = new URL("../../../", import.meta.url);

Deno.test("a code of the transformer is explained with its three parts and its examples", async () => {
  for (const entry of readCatalogue()) {
    const { code, out, err } = await cf(["explain", entry.code], { cwd: "/" });
    assert.deepEqual([code, err], [0, ""]);
    assert.ok(out.startsWith(`${entry.code} (${entry.severity}, transform)\n\n`));
    for (const part of [entry.context, entry.why, entry.instead]) assert.ok(out.includes(part));
    for (const example of [...entry.reject, ...entry.follow, ...entry.accept]) {
      for (const line of example.split("\n")) assert.ok(out.includes(line), line);
    }
  }
});

Deno.test("every code that a check can print is explained, as a document too", async () => {
  const { json } = await cf(["explain", "--json"], { cwd: "/" });
  assert.deepEqual(schemaProblems("explain", json), []);
  const items = json["items"] as { code: string }[];
  const listed = items.map(({ code }) => code);
  assert.deepEqual(
    listed,
    [
      ...readCatalogue().map(({ code }) => code),
      ...VERIFIER_CODES,
      ...Object.keys(PROGRAM_CODES),
    ].sort((a, b) => a < b ? -1 : 1),
  );
  for (const item of items) {
    const { json: one } = await cf(["explain", item.code, "--json"], { cwd: "/" });
    assert.deepEqual(one, { format: "cf.explain/1", items: [item] });
  }
});

Deno.test("the codes of resolver and compiler are those in their sources", () => {
  const found = new Set<string>();
  const read = (directory: URL) => {
    for (const { name, isDirectory } of Deno.readDirSync(directory)) {
      if (isDirectory && name !== "test") read(new URL(`${name}/`, directory));
      if (!name.endsWith(".ts")) continue;
      const text = Deno.readTextFileSync(new URL(name, directory));
      for (const [, code] of text.matchAll(/"((?:resolve|syntax):[a-z-]+)"/g)) found.add(code!);
    }
  };
  for (const name of ["js-compiler", "module-identity", "runner"]) {
    read(new URL(`packages/${name}/`, ROOT));
  }
  assert.deepEqual(found, new Set(Object.keys(PROGRAM_CODES)));
});

const UNKNOWN: readonly [asked: string, message: RegExp][] = [
  ["computation", /did you mean pattern-context:computation\?/],
  ["pattern-context:computaton", /did you mean pattern-context:computation\?/],
  ["verify:fre-name", /did you mean verify:free-name/],
  ["let", /did you mean pattern-context:let-declaration/],
  ["zzzzzzzzzzzz", /unknown code: "zzzzzzzzzzzz"; cf explain lists all/],
  ["TS2322", /"TS2322" is a type error of TypeScript/],
  ["", /unknown code: ""/],
];

for (const [asked, message] of UNKNOWN) {
  Deno.test(`an unknown code is not found, with near names: "${asked}"`, async () => {
    const { code, out, err } = await cf(["explain", asked], { cwd: "/" });
    assert.deepEqual([code, out], [1, ""]);
    assert.match(err, message);
    assert.equal(err.trimEnd().split("\n").length, 1);
    const failed = await cf(["explain", asked, "--json"], { cwd: "/" });
    assert.deepEqual(schemaProblems("error", failed.json), []);
  });
}

Deno.test("a failed check says how to read on, unless it is quiet", async () => {
  await withDirectory({ "let.ts": "let n = 0;\nexport default n;\n" }, async (cwd) => {
    const { err } = await cf(["check", "let.ts"], { cwd });
    assert.match(err, /\ncf explain module:mutable-binding shows examples and what to write\n$/);
    const quiet = await cf(["check", "let.ts", "--quiet"], { cwd });
    assert.doesNotMatch(quiet.err, /cf explain/);
  });
});

const CLI = new URL("packages/cli/", ROOT);

async function deno(cwd: string, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await new Deno.Command("deno", { args, cwd })
    .output();
  const text = new TextDecoder();
  assert.equal(code, 0, text.decode(stderr));
  return text.decode(stdout);
}

Deno.test("an explanation is given in any directory", async () => {
  const main = new URL("main-powers.ts", CLI).pathname;
  const out = await deno("/", "run", "--no-check", "-A", main, "explain", "module:top-level-class");
  assert.match(out, /^module:top-level-class \(error, transform\)\n/);
});

Deno.test("an explanation needs no TypeScript", async () => {
  const { modules } = JSON.parse(
    await deno(ROOT.pathname, "info", "--json", "packages/cli/verbs/explain.ts"),
  ) as { modules: { specifier: string }[] };
  const specifiers = modules.map(({ specifier }) => specifier);
  assert.ok(specifiers.some((specifier) => specifier.endsWith("/ts-transformers/catalogue.ts")));
  assert.deepEqual(specifiers.filter((specifier) => /npm:.*typescript/.test(specifier)), []);
});
