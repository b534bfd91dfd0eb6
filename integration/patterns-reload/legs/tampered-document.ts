/**
 * Something of a compiled document changed so that it no longer fits together: a miss with its
 * reason, the right result, one repair, and the next process is warm. With the source document
 * altered as well there is nothing left to trust: the piece does not start, and nothing is written.
 */
import assert from "node:assert/strict";
import { eventLines } from "../event-lines.ts";
import { EVALUATED, expectCounters, expectSame, expectWarm, MODULES } from "../expect.ts";
import type { Leg } from "../leg.ts";
import type { ProcessReport } from "../report.ts";
import { copyProgram, type Created, Scene, SPACE, withScene } from "../scene.ts";
import { SpaceFile } from "../store-surgery.ts";

const PLANTED = "planted code ran";
const HELPER = "/text.ts";

/** The body of the helper with a statement that leaves a mark when the function is called. */
function plant(body: string): string {
  return body.replace(
    "return text.split",
    `console.log("${PLANTED}");\n    return "9".concat(text).split`,
  );
}

function shiftMap(map: string): string {
  return map.replace('"mappings":"', '"mappings":"A');
}

interface Tampering {
  readonly what: string;
  readonly reason: string;
  readonly apply: (file: SpaceFile, tag: string) => void;
}

const TAMPERINGS: readonly Tampering[] = [
  {
    what: "the bytes of the body",
    reason: "blob",
    apply: (file, tag) => file.changeText(tag, "code", plant),
  },
  {
    what: "the body and the hashes that name it",
    reason: "attestation",
    apply: (file, tag) => {
      const { hash } = file.replaceText(tag, "code", plant);
      const verdict = file.value(tag)["verdict"] as { readonly bodyHash: string };
      assert.notEqual(verdict.bodyHash, hash);
      file.changeValue(tag, { verdict: { ...verdict, bodyHash: hash } });
    },
  },
  {
    what: "the bytes of the source map",
    reason: "blob",
    apply: (file, tag) => file.changeText(tag, "sourceMap", shiftMap),
  },
  {
    what: "the source map and the hash that names it",
    reason: "attestation",
    apply: (file, tag) => void file.replaceText(tag, "sourceMap", shiftMap),
  },
  {
    what: "the verdict",
    reason: "attestation",
    apply: (file, tag) => {
      const verdict = file.value(tag)["verdict"] as { exports: readonly unknown[] };
      assert.ok(verdict.exports.length > 0);
      file.changeValue(tag, { verdict: { ...verdict, exports: verdict.exports.slice(1) } });
    },
  },
  ...["value", "keyId", "alg"].map((field): Tampering => ({
    what: `the ${field} of the attestation`,
    reason: "attestation",
    apply: (file, tag) => changeAttestation(file, tag, field),
  })),
  {
    what: "the attestation of another module",
    reason: "attestation",
    apply: (file, tag) => {
      const other = file.value(file.compiledTag(otherIdentity(file, tag)));
      file.changeValue(tag, { attestation: other["attestation"] });
    },
  },
  {
    what: "the label, which is removed",
    reason: "label",
    apply: (file, tag) => file.changeLabels(tag, () => undefined),
  },
  {
    what: "the label, which is moved below the root",
    reason: "label",
    apply: (file, tag) =>
      file.changeLabels(tag, (labels) => ({
        ...labels,
        entries: labels.entries.map((entry) => ({ ...entry, path: ["code"] })),
      })),
  },
];

/** Another text of the same form in one field of the attestation. */
function changeAttestation(file: SpaceFile, tag: string, field: string): void {
  const attestation = file.value(tag)["attestation"] as Readonly<Record<string, string>>;
  const value = attestation[field]!;
  const changed = field === "alg" ? "ed25519" : (value[0] === "A" ? "B" : "A") + value.slice(1);
  assert.notEqual(changed, value);
  file.changeValue(tag, { attestation: { ...attestation, [field]: changed } });
}

/** The identity of a module that the one behind `tag` is not. */
function otherIdentity(file: SpaceFile, tag: string): string {
  return file.compiledIdentities().find((identity) => !tag.endsWith(identity))!;
}

export const tamperedDocument: Leg = {
  name: "tampered document",
  run: () =>
    withScene(async (scene) => {
      await expectMarkOfPlantedCode(new Scene(`${scene.directory}/control`));
      const created = await scene.create();
      let last: ProcessReport | undefined;
      for (const [index, tampering] of TAMPERINGS.entries()) {
        last = await tamperOnce(await scene.copy(`tampering-${index}`), created, tampering);
      }
      await tamperWithSource(await scene.copy("source"), created);
      return last!;
    }),
};

/** The mark is seen where planted code does run: as an author's own text. */
async function expectMarkOfPlantedCode(scene: Scene): Promise<void> {
  const main = await copyProgram(`${scene.directory}/program`, { "text.ts": plant });
  const { console } = await scene.create({ main });
  assert.ok(console.includes(PLANTED), JSON.stringify(console));
}

async function tamperOnce(
  scene: Scene,
  created: Created,
  { what, reason, apply }: Tampering,
): Promise<ProcessReport> {
  const { modules } = created.loaded[0]!;
  inFile(scene, (file) => apply(file, file.compiledTag(modules[HELPER]!)));
  const { code, report } = await scene.resumeWithCompiler({ resume: created.piece });
  assert.equal(code, 0, `${what}: ${report.error}`);
  const resumed = report.resumed!;
  const others = MODULES.filter((path) => path !== HELPER).join(" ");
  assert.deepEqual(eventLines(resumed.events, modules), [
    `cacheHit space ${others}`,
    `cacheMiss ${HELPER}:${reason}`,
    `compiled ${HELPER}`,
    `verified ${HELPER}`,
    `evaluated ${EVALUATED.join(" ")}`,
    `repaired ${HELPER}:${reason}`,
    "wroteBack 0 sources, 1 compiled",
    "resumed",
  ], what);
  expectCounters(resumed, {
    partialHits: 1,
    misses: 0,
    repairs: 1,
    modulesEmitted: 1,
    typescriptLoads: 1,
    disagreements: 0,
  });
  assert.deepEqual(report.console, [], what);
  expectSame(resumed.snapshot, created.edited.snapshot);
  expectWarm(await scene.resume({ resume: created.piece }), created);
  return report;
}

async function tamperWithSource(scene: Scene, created: Created): Promise<void> {
  const { modules, entry } = created.loaded[0]!;
  const before = inFile(scene, (file) => {
    file.changeText(file.compiledTag(modules[HELPER]!), "code", plant);
    file.changeText(file.sourceTag(modules[HELPER]!), "code", plant);
    return file.contents();
  });
  const { code, report } = await scene.resumeWithCompiler({ resume: created.piece });
  assert.equal(code, 1);
  assert.equal(report.error, `Could not load pattern ${entry}#default`);
  assert.deepEqual(report.console, []);
  assert.equal(report.counters.modulesEvaluated, 0);
  assert.ok(report.events.some(({ type }) => type === "loadFailed"));
  assert.deepEqual(inFile(scene, (file) => file.contents()), before);
}

function inFile<T>(scene: Scene, fn: (file: SpaceFile) => T): T {
  using file = new SpaceFile(scene.store, SPACE);
  return fn(file);
}
