/**
 * Our own regular expressions against texts made of what they look for: eight times the text may not
 * take much more than eight times as long. It needs a clock, so it runs in the sweep only.
 */
import assert from "node:assert/strict";
import ts from "typescript";
import { IS_SWEEP } from "../../../packages/canonical/test/support/runs.ts";
import { isShipped } from "../files.ts";

const ROOT = new URL("../../../", import.meta.url).pathname;

/** Expressions that look slow here, by source, and what bounds them. */
const BOUNDED: ReadonlyMap<string, string> = new Map([
  [String.raw`(?:\.{0,2}\/){0,64}~cf\/\$types\/`, "at most 64 steps at each character"],
]);

interface Found {
  readonly place: string;
  readonly source: string;
  readonly flags: string;
}

function* shippedFiles(directory: string): Iterable<string> {
  for (const { name, isDirectory } of Deno.readDirSync(ROOT + directory)) {
    const path = `${directory}/${name}`;
    if (isDirectory && !["testdata", "types", "patterns"].includes(name)) {
      yield* shippedFiles(path);
    } else if (/\.tsx?$/.test(name) && isShipped(`${ROOT}${path}`)) yield path;
  }
}

function expressionsOf(path: string): Found[] {
  const text = Deno.readTextFileSync(ROOT + path);
  if (!text.includes("/")) return [];
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, false);
  const found: Found[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf("/");
      const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
      const [source, flags] = [node.text.slice(1, end), node.text.slice(end + 1)];
      found.push({ place: `${path}:${line + 1}`, source, flags });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** Characters that the expression looks for, one for each class and one that it hardly knows. */
function alphabetOf(source: string): string[] {
  const letters = new Set(["a", " ", "\n", "1", "\u0001"]);
  for (const [character] of source.replace(/\\[a-zA-Z]/g, "").matchAll(/[^\\()[\]{}?*+|^$.]/g)) {
    letters.add(character);
  }
  for (const [, escaped] of source.matchAll(/\\([^a-zA-Z0-9])/g)) letters.add(escaped!);
  return [...letters].slice(0, 24);
}

/** Texts of about `size` characters that begin like a match and go on with what may repeat. */
function* textsFor(source: string, size: number): Iterable<readonly [string, string]> {
  const letters = alphabetOf(source);
  const words = [...source.replace(/\\./g, " ").matchAll(/[A-Za-z@#<>/="'`:-]{2,}/g)]
    .map(([word]) => word).slice(0, 6);
  const units = new Set([...letters, ...words]);
  for (const a of letters.slice(0, 10)) for (const b of letters.slice(0, 10)) units.add(a + b);
  for (const word of words) for (const letter of letters) units.add(word + letter);
  for (const unit of units) {
    const body = unit.repeat(Math.ceil(size / unit.length));
    for (const head of ["", ...words]) yield [JSON.stringify([head, unit]), `${head}${body}\u0002`];
  }
}

function timeOf(expression: RegExp, text: string): number {
  const started = performance.now();
  if (expression.global) { for (const _ of text.matchAll(expression)); }
  else expression.exec(text);
  return performance.now() - started;
}

/** The first text that makes `found` slow, if any. */
function slowText({ source, flags }: Found): string | undefined {
  const expression = new RegExp(source, flags.replace("y", ""));
  const small = new Map(textsFor(source, 2_048));
  for (const [name, text] of textsFor(source, 16_384)) {
    let large = timeOf(expression, text);
    for (let again = 0; again < 5 && large > 4; again++) {
      const one = Math.min(...[1, 2, 3].map(() => timeOf(expression, small.get(name)!)));
      large = Math.min(large, timeOf(expression, text));
      if (large < 24 * one) break;
      if (again === 4) return `${name} takes ${large.toFixed(1)} ms`;
    }
  }
  return undefined;
}

Deno.test({
  name: "every regular expression of the workspace takes linear time",
  ignore: !IS_SWEEP,
  fn() {
    const all = [...shippedFiles("packages")].flatMap(expressionsOf);
    assert.ok(all.length > 100, "expressions are found");
    const slow: string[] = [];
    const seen = new Set<string>();
    for (const found of all) {
      const key = `/${found.source}/${found.flags}`;
      if (seen.has(key) || BOUNDED.has(found.source)) continue;
      seen.add(key);
      const text = slowText(found);
      if (text !== undefined) slow.push(`${found.place} ${key}: ${text}`);
    }
    assert.deepEqual(slow, []);
    const sources = new Set(all.map(({ source }) => source));
    for (const source of BOUNDED.keys()) assert.ok(sources.has(source), `${source} is not used`);
  },
});
