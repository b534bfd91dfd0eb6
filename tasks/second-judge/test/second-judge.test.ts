/** The second judge beside the compiler and the verifier: programs of this repository, and others. */
import assert from "node:assert/strict";
import { hostTable } from "@commonfabric/api";
import fc from "fast-check";
import { compareUtf8 } from "@commonfabric/canonical";
import { IS_SWEEP, runs } from "../../../packages/canonical/test/support/runs.ts";
import { judgeProgram } from "../judge-program.ts";
import { attackPrograms, inFolders } from "./support/attack-programs.ts";
import { listedFiles, listedModules } from "./support/listed-modules.ts";
import { engineWith } from "../../attacks/sandbox.ts";
import { makeLazyCompiler } from "../../../packages/runner/engine/lazy-compiler-powers.ts";
import { compareProgram } from "./support/compare.ts";
import {
  catalogueExamples,
  patternPrograms,
  type ProgramFiles,
  samplePrograms,
} from "./support/repository-programs.ts";
import { generatedModule, generatedPath, LIBRARY } from "./support/generated-modules.ts";

/** The modules that the judge refuses; asked for `isCompared`, the chain must say the same. */
function refusedModules({ files, dataFiles }: ProgramFiles, isCompared: boolean): string[] {
  if (isCompared) {
    const found = compareProgram(files, dataFiles).flatMap(({ path, disagreements }) =>
      disagreements.map((text) => `${path}: ${text}`)
    );
    assert.deepEqual(found, []);
  }
  return [...judgeProgram({ files, dataFiles }, hostTable)]
    .filter(([, { refusals }]) => refusals.length > 0).map(([path]) => path);
}

// That the chain accepts them is told by tests of their own, which compile each of them once.
Deno.test("the judge accepts every module of the shipped patterns", () => {
  const programs = patternPrograms();
  assert.ok(Object.keys(programs.files).length > 100);
  assert.deepEqual(refusedModules(programs, IS_SWEEP), []);
});

Deno.test("the judge accepts every sample of the transformers but those that show a refusal", () => {
  const programs = samplePrograms();
  assert.ok(Object.keys(programs.files).length > 200);
  assert.deepEqual(refusedModules(programs, IS_SWEEP).toSorted(compareUtf8), [
    "/module-scope-is-checked/main.tsx",
    "/modules-at-run-time-are-refused/main.tsx",
    "/reserved-names-are-refused/main.tsx",
  ]);
});

Deno.test("the judge accepts most examples of the catalogue of diagnostics: few concern loading", () => {
  const programs = catalogueExamples();
  const refused = refusedModules(programs, IS_SWEEP);
  assert.ok(Object.keys(programs.files).length - refused.length > 50);
  assert.ok(refused.length >= 8, `${refused.length} are refused`);
});

/** A program with types is no text of a `.js` file; TypeScript says so, the judge reads on. */
const isAboutScripts = (disagreement: string): boolean =>
  !/^the judge misses TS80\d\d .* can only be used in TypeScript files/.test(disagreement);

Deno.test("judge and chain agree about every program of the attack corpus", () => {
  const all = attackPrograms(IS_SWEEP);
  assert.ok(all.length > 150, `${all.length} programs`);
  // A closure that does not resolve has no other module to speak of.
  const alone = all.filter(({ files }) =>
    [...judgeProgram({ files }, hostTable).values()].some(({ refusals }) =>
      refusals.some(({ family }) => family === "specifier")
    )
  );
  const together = all.filter((program) => !alone.includes(program));
  const found = [
    ...compareProgram(inFolders(together)).map((each) => ({
      ...each,
      path: together[Number(each.path.split("/")[1])]!.name,
    })),
    ...alone.flatMap(({ files }) => compareProgram(files)),
  ].map((each) => ({ ...each, disagreements: each.disagreements.filter(isAboutScripts) }))
    .filter(({ disagreements }) => disagreements.length > 0);
  assert.deepEqual(found.map(({ path, disagreements }) => [path, disagreements]), []);
});

Deno.test("both refuse every bad module, for its reason and in its line", () => {
  const modules = listedModules("bad-modules.txt");
  assert.ok(modules.length >= 150);
  const compared = compareProgram(listedFiles(modules, LIBRARY, ".tsx"));
  for (const [index, { name, expected }] of modules.entries()) {
    const { judgement, answer, disagreements } = compared[index]!;
    assert.deepEqual(disagreements, [], name);
    const reasons = judgement.refusals.map(({ family, line }) => `${family} ${line}`);
    assert.ok(reasons.includes(expected), `${name}: ${reasons}`);
    assert.ok(answer.errors.length > 0, name);
  }
});

Deno.test("both accept every odd module, and it runs to the value of plain JavaScript", async () => {
  const modules = listedModules("odd-modules.txt");
  assert.ok(modules.length >= 150);
  const files = listedFiles(modules, LIBRARY, ".tsx");
  // With its types checked the whole is one program, whose entry exports every value.
  const values = modules.map((_, index) => `export { value as v${index} } from "./m${index}.tsx";`);
  const engine = engineWith({ compiler: makeLazyCompiler() });
  const compiled = await engine.compileToRecordGraph({
    main: "/main.ts",
    files: Object.entries({ "/main.ts": values.join("\n"), ...files })
      .map(([name, contents]) => ({ name, contents })),
  });
  const { main } = engine.evaluateRecordGraph(compiled, { isolated: true });
  const judged = judgeProgram({ files }, hostTable);
  for (const [index, { name, expected }] of modules.entries()) {
    assert.deepEqual(judged.get(`/m${index}.tsx`)!.refusals, [], name);
    assert.deepEqual(JSON.parse(JSON.stringify(main[`v${index}`])), JSON.parse(expected), name);
  }
});

/** `CF_SEED=7` takes other modules. */
const SEED = Number(Deno.env.get("CF_SEED") ?? 1);

/** Modules of one TypeScript program. The ordinary run takes the same ones each time. */
const BATCH = 100;

Deno.test("judge and chain agree about generated modules: verdict, class of reason and line", () => {
  let accepted = 0;
  let refused = 0;
  fc.assert(
    fc.property(
      fc.array(generatedModule, { minLength: 1, maxLength: BATCH, size: "max" }),
      (modules) => {
        const files: Record<string, string> = { "/lib.ts": LIBRARY };
        modules.forEach((module, index) => files[generatedPath(module, index)] = module.text);
        for (const { path, answer, disagreements } of compareProgram(files)) {
          assert.deepEqual(disagreements, [], files[path]);
          if (answer.errors.length === 0) accepted++;
          else refused++;
        }
      },
    ),
    { numRuns: runs(3, 100, 400), endOnFailure: true, seed: SEED },
  );
  assert.ok(accepted > refused / 4 && refused > accepted / 4, `${accepted} and ${refused}`);
});
