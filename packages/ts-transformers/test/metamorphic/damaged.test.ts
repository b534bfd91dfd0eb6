/** Programs with missing text, wrong types and missing imports: they end in diagnostics, always. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { runs } from "../../../canonical/test/support/runs.ts";
import { compileBatch } from "./compile-batch.ts";
import { programArbitrary } from "./generate/program.ts";
import { Tape } from "./tape.ts";

const SEED = Number(Deno.env.get("CF_SEED") ?? 20261123);
const COUNT = runs(20, 150);
const BATCH_SIZE = 40;

/** One way of damaging a text. */
type Damage = (text: string, tape: Tape) => string;

const TOKEN = /[A-Za-z_]\w*|[^\sA-Za-z_]/g;

const DAMAGES: readonly Damage[] = [
  function truncated(text, tape) {
    return text.slice(0, tape.below(text.length));
  },
  function withoutPart(text, tape) {
    const at = tape.below(text.length);
    return text.slice(0, at) + text.slice(at + 1 + tape.below(30));
  },
  function withoutImport(text) {
    return text.replace(/^import .*\n/, "");
  },
  function withoutOneName(text, tape) {
    const names = /import \{ (.*) \}/.exec(text)?.[1]?.split(", ") ?? [];
    const gone = tape.of([...names, ""]);
    return text.replace(new RegExp(`import \\{(.*)\\b${gone}\\b,?`), "import {$1");
  },
  function withOtherToken(text, tape) {
    const tokens = [...text.matchAll(TOKEN)];
    const [from, to] = [tape.of(tokens), tape.of(tokens)];
    return text.slice(0, from.index) + to[0] + text.slice(from.index + from[0].length);
  },
  function withoutTypes(text) {
    return text.replace(/^(?:interface|type) .*\n/gm, "");
  },
  function withOtherType(text, tape) {
    return text.replace(
      /\bnumber\b/g,
      () =>
        tape.of([
          "never",
          "unknown",
          "any",
          "Map<string, Missing>",
          "() => void",
          "symbol",
          "Item[][]",
        ]),
    );
  },
  function withRecursiveType(text) {
    return text.replace("interface Home {", "interface Home extends Home { home: Home[];");
  },
];

const damagedArbitrary = fc.tuple(programArbitrary, fc.nat({ max: DAMAGES.length - 1 })).map((
  [{ text, numbers }, which],
) => DAMAGES[which]!(text, new Tape(numbers)));

Deno.test("a damaged program never makes the analysis throw or fail", () => {
  const texts = fc.sample(damagedArbitrary, { numRuns: COUNT * 5, seed: SEED });
  for (let start = 0; start < texts.length; start += BATCH_SIZE) {
    const batch = texts.slice(start, start + BATCH_SIZE);
    const failing = failures(batch);
    if (failing === undefined) continue;
    const single = batch.find((text) => failures([text]) !== undefined);
    assert.fail(`seed ${SEED}: ${failing}\n${single ?? "(only together)"}`);
  }
});

function failures(batch: readonly string[]): string | undefined {
  const files = Object.fromEntries(batch.map((text, index) => [`/p${index}.tsx`, text]));
  try {
    const modules = [...compileBatch(files).values()];
    return modules.flatMap(({ findings }) => findings)
      .find((finding) => finding.startsWith("transform:internal"));
  } catch (error) {
    return (error as Error).stack ?? String(error);
  }
}
