/** Changes of the text, of the program around it and of the order that must not change the output. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { HOIST_NAME } from "@commonfabric/contract";
import { IS_SWEEP, runs } from "../../../canonical/test/support/runs.ts";
import { readEmitted } from "../graph/emitted.ts";
import { compileBatch, type CompiledModule } from "./compile-batch.ts";
import { programArbitrary } from "./generate/program.ts";
import { singleWrittenPrograms } from "./written.ts";
import { asserted, parenthesised, renamed, withoutParentheses } from "./variants.ts";

const SEED = Number(Deno.env.get("CF_SEED") ?? 20261122);
const COUNT = runs(6, 80);

const texts: readonly string[] = [
  ...fc.sample(programArbitrary, { numRuns: COUNT, seed: SEED }).map(({ text }) => text),
  ...singleWrittenPrograms.filter((_, at) => IS_SWEEP || at % 3 === 0),
];

const pathOf = (index: number) => `/p${index}.tsx`;

function compileTexts(list: readonly string[]): readonly CompiledModule[] {
  const files = Object.fromEntries(list.map((text, index) => [pathOf(index), text]));
  return [...compileBatch(files).values()];
}

let compiled: readonly CompiledModule[] | undefined;
const originals = (): readonly CompiledModule[] => compiled ??= compileTexts(texts);

/** Compares each original with its variant by `facts`. */
function expectEqual(
  variants: readonly CompiledModule[],
  facts: (module: CompiledModule) => unknown,
): void {
  originals().forEach((original, index) => {
    const variant = variants[index]!;
    const shown = `seed ${SEED}, program ${index}:\n${variant.text}`;
    assert.deepEqual(variant.typeErrors, [], shown);
    assert.deepEqual(facts(variant), facts(original), shown);
  });
}

const everything = ({ body, map, sites, findings }: CompiledModule) => ({
  body,
  map,
  sites,
  findings,
});

const loosely = ({ body, codes }: CompiledModule) => ({
  codes,
  body: body === undefined ? undefined : withoutParentheses(body),
});

Deno.test("parentheses around every expression change no code and no builder", () => {
  expectEqual(compileTexts(texts.map(parenthesised)), loosely);
});

Deno.test("assertions of what the checker knows change no code and no builder", () => {
  expectEqual(compileTexts(texts.map(asserted)), loosely);
});

Deno.test("compiling twice gives identical bytes, positions and diagnostics", () => {
  expectEqual(compileTexts(texts), everything);
});

Deno.test("another order of the files gives identical bytes, positions and diagnostics", () => {
  const files = Object.fromEntries(
    texts.map((text, index) => [pathOf(index), text] as const).reverse(),
  );
  const modules = compileBatch(files);
  expectEqual(texts.map((_, index) => modules.get(pathOf(index))!), everything);
});

const DECOY = `
export interface Item { tags: number[]; done: "x" | "milk" | "a"; price: string; title: boolean }
export interface Owner { home: number; nick: string; age: "n"; name: 3 }
export type Home = "city" | "a" | "milk" | 12 | 2 | 0;
export const words: ("new" | "calm" | "none" | "x")[] = ["none", "x", "calm", "new"];
`;

Deno.test("a module compiled alone or beside decoys gives identical bytes", () => {
  const sample = texts.slice(0, 10);
  const alone = sample.map((text, index) => {
    const files = { "/a-decoy.ts": DECOY, [pathOf(index)]: text, "/z-decoy.ts": DECOY };
    return compileBatch(index % 2 === 0 ? { [pathOf(index)]: text } : files).get(pathOf(index))!;
  });
  alone.forEach((module, index) => {
    assert.deepEqual(everything(module), everything(originals()[index]!), module.text);
  });
});

Deno.test("another name of a local changes nothing but that name", () => {
  const nameOf = (text: string) => /const (local\d+) =/.exec(text)?.[1] ?? "absent";
  const variants = compileTexts(texts.map((text) => renamed(text, nameOf(text), "other_name")));
  expectEqual(
    variants.map((variant, index) => ({
      ...variant,
      body: variant.body && renamed(variant.body, "other_name", nameOf(texts[index]!)),
    })),
    ({ body, codes }) => ({ body, codes }),
  );
});

const UNRELATED =
  `const Unrelated = pattern<{ zz: number }>(({ zz }) => ({ more: zz + 1, list: [zz * 2] }));\n`;

/** Builders of the main pattern as text, whatever number a hoist has. */
function builderTexts(body: string): string[] {
  const emitted = readEmitted(body);
  const hoist = new RegExp(HOIST_NAME.source.replace(/^\^|\$$/g, ""), "g");
  return [...emitted.builders.values()]
    .map(({ call }) => call.getText(emitted.file).replace(hoist, "__cfHoist"))
    .filter((text) => !/\bzz\b/.test(text));
}

Deno.test("an unrelated statement before or after leaves the bodies of builders as they are", () => {
  const before = (text: string) =>
    text.replace("interface Home", () => `${UNRELATED}interface Home`);
  const [first, last] = [before, (text: string) => text + UNRELATED]
    .map((place) => compileTexts(texts.map(place)));
  originals().forEach(({ body, text }, index) => {
    if (body === undefined) return;
    for (const module of [first![index]!, last![index]!]) {
      assert.ok(module.body !== undefined, `${module.findings[0]}\n${module.text}`);
      const sorted = (list: string[]) => list.toSorted((a, b) => a < b ? -1 : 1);
      assert.deepEqual(sorted(builderTexts(module.body)), sorted(builderTexts(body)), text);
    }
  });
});

/** What another process prints for the written programs. */
async function printedBy(...args: readonly string[]): Promise<string> {
  const script = new URL("./print-compiled.ts", import.meta.url).pathname;
  const { stdout, stderr, success } = await new Deno.Command("deno", {
    args: ["run", "--no-check", "--quiet", "--allow-read", "--allow-env", script, ...args],
  }).output();
  assert.ok(success, new TextDecoder().decode(stderr));
  return new TextDecoder().decode(stdout);
}

Deno.test("two processes, with files in either order, give identical bytes", async () => {
  const [one, other] = await Promise.all([printedBy(), printedBy("--reversed")]);
  assert.ok(one.length > 10_000);
  assert.equal(one, other);
});
