/**
 * The parser tests of the ECMAScript committee, at module level and inside functions of every kind:
 * the verdict never accepts what the engine refuses. Where acorn and the engine disagree the text is
 * refused, and listed in `testdata/parser-disagreements.json`.
 */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { parse } from "acorn";
// The package must be there; its other files lie beside this one.
import "test262-parser-tests/package.json" with { type: "json" };
import { IS_SWEEP } from "../../canonical/test/support/runs.ts";
import { bodyOf, verify } from "./support/verify.ts";

const CORPUS = new URL(".", import.meta.resolve("test262-parser-tests/package.json"));
const FOLDERS = ["pass", "pass-explicit", "fail", "early"];
const SNAPSHOT = new URL("../testdata/parser-disagreements.json", import.meta.url);

type Form = (text: string) => string;

const QUICK_FORMS: readonly Form[] = [
  bodyOf,
  (text) => bodyOf(`exports.f = f;\nasync function* f() {\n${text}\n}`),
];
const FORMS: readonly Form[] = IS_SWEEP
  ? [
    ...QUICK_FORMS,
    (text) => bodyOf(`exports.f = f;\nfunction f() {\n${text}\n}`),
    (text) => bodyOf(`exports.f = __cfHardenFn(() => {\n${text}\n});`),
    (text) => bodyOf(`exports.f = f;\nfunction f() {\nreturn class { m() {\n${text}\n} };\n}`),
  ]
  : QUICK_FORMS;

const CASES: readonly { readonly path: string; readonly text: string }[] = FOLDERS.flatMap(
  (folder) =>
    readdirSync(new URL(`${folder}/`, CORPUS)).sort((a, b) => a < b ? -1 : 1).map((name) => {
      const path = `${folder}/${name}`;
      return { path, text: readFileSync(new URL(path, CORPUS), "utf8") };
    }),
);

function engineParses(body: string): boolean {
  try {
    new Function("exports", body);
    return true;
  } catch {
    return false;
  }
}

/** With the one leniency that the engine has here: the body is that of a function. */
function acornParses(body: string): boolean {
  try {
    parse(body, { ecmaVersion: 2025, sourceType: "script", allowReturnOutsideFunction: true });
    return true;
  } catch {
    return false;
  }
}

Deno.test("the verdict accepts nothing that the engine refuses, and no text that parsers read differently", () => {
  const disagreements = new Set<string>();
  let accepted = 0;
  for (const { path, text } of CASES) {
    for (const form of path.startsWith("pass") && !IS_SWEEP ? QUICK_FORMS.slice(1) : FORMS) {
      const body = form(text);
      const { ok } = verify(body);
      const parses = engineParses(body);
      assert.ok(!ok || parses, `accepted, and no JavaScript: ${path}\n${text}`);
      if (ok) accepted++;
      if (acornParses(body) === parses) continue;
      disagreements.add(path);
      assert.ok(!ok, `accepted, and read differently: ${path}\n${text}`);
    }
  }
  const listed = JSON.parse(readFileSync(SNAPSHOT, "utf8")) as readonly string[];
  assert.deepEqual([...disagreements].filter((path) => !listed.includes(path)), []);
  if (IS_SWEEP) assert.deepEqual(listed.filter((path) => !disagreements.has(path)), []);
  // What the corpus has to say is heard: most of its programs are accepted inside a function.
  assert.ok(accepted > 1_500, `${accepted} accepted`);
});
