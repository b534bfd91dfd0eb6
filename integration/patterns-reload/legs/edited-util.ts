/**
 * The text of one helper changed and put behind a piece with `cf piece setsrc`: the helper and its
 * transitive importers have new identities, and nothing else. With an unchanged interface one module
 * is emitted and the importers are carried, from the store or within a process; with a changed one
 * the importers that read it are emitted too. The piece keeps its data and shows the new output;
 * another piece on the old identities goes on as it was.
 */
import assert from "node:assert/strict";
import { jsonOf, runCf } from "../../harness/child-process.ts";
import { eventLines } from "../event-lines.ts";
import { EVALUATED, expectCounters, expectWarm, MODULES } from "../expect.ts";
import type { Leg } from "../leg.ts";
import type { LoadedProgram, PieceAddress, ProcessReport } from "../report.ts";
import { copyProgram, type Created, NOTEBOOK, NOTES, Scene, withScene } from "../scene.ts";

const HELPER = "/text.ts";
/** The helper and what imports it, directly or not; dependencies first. */
const CHANGED = [HELPER, "/note.tsx", "/main.tsx"];
const UNCHANGED = MODULES.filter((path) => !CHANGED.includes(path));
const IMPORTERS = CHANGED.slice(1);

/** A change of behaviour that leaves the interface of the helper alone. */
function editBehaviour(text: string): string {
  return text.replace("? line :", "? line.toUpperCase() :");
}

/** A change of what other modules can see. */
function editInterface(text: string): string {
  return text.replace("wordCount(text: string)", "wordCount(text: string, minimum = 1)")
    .replace('word !== ""', "word.length >= minimum");
}

export const editedUtil: Leg = {
  name: "edited util",
  run: () =>
    withScene(async (scene) => {
      const created = await scene.create();
      const other = await scene.create({ cause: "other" });
      const edit = (name: string, change: (text: string) => string) =>
        copyProgram(`${scene.directory}/${name}`, { "text.ts": change });
      const edited = await edit("edited", editBehaviour);

      await expectOneEmitted(await scene.copy("fresh-process"), created, edited);
      await expectReadersEmitted(
        await scene.copy("interface"),
        created,
        await edit("edited-interface", editInterface),
      );
      await withinOneProcess(new Scene(`${scene.directory}/one-process`), edited);

      const report = await putBehind(scene, created, edited);
      expectWarm(await scene.resume({ resume: other.piece }), other);
      return report;
    }),
};

/** The edited program in a process that has only the store of the one before. */
async function expectOneEmitted(scene: Scene, created: Created, edited: string): Promise<void> {
  const { code, report } = await scene.resumeWithCompiler({ load: [edited] });
  assert.equal(code, 0, report.error);
  const after = report.loaded[0]!;
  expectNewIdentities(created.loaded[0]!, after);
  expectCarried(after, "space", EVALUATED);
  expectCounters(after, { typescriptLoads: 1, bodiesVerified: 1 });
}

/** Importers that read what changed are emitted as well. */
async function expectReadersEmitted(scene: Scene, created: Created, edited: string): Promise<void> {
  const { code, report } = await scene.resumeWithCompiler({ load: [edited] });
  assert.equal(code, 0, report.error);
  const after = report.loaded[0]!;
  expectNewIdentities(created.loaded[0]!, after);
  assert.deepEqual(eventLines(after.events, after.modules).slice(1), [
    `cacheHit space ${UNCHANGED.join(" ")}`,
    `cacheMiss ${CHANGED.map((path) => `${path}:absent`).join(" ")}`,
    `compiled ${CHANGED.join(" ")}`,
    `verified ${CHANGED.join(" ")}`,
    `evaluated ${EVALUATED.join(" ")}`,
    `wroteBack ${CHANGED.length} sources, ${CHANGED.length} compiled`,
  ]);
  expectCounters(after, { modulesEmitted: CHANGED.length, carried: 0, partialHits: 1 });
}

async function withinOneProcess(scene: Scene, edited: string): Promise<void> {
  const { code, report } = await scene.resumeWithCompiler({ load: [NOTEBOOK, edited] });
  assert.equal(code, 0, report.error);
  const [before, after] = report.loaded as [LoadedProgram, LoadedProgram];
  expectCounters(before, { modulesEmitted: MODULES.length, carried: 0 });
  expectNewIdentities(before, after);
  expectCarried(after, "process", CHANGED);
  expectCounters(after, { typescriptLoads: 0, bodiesVerified: 1 });
}

/** `from` is where the bodies of unchanged modules come from. */
function expectCarried(
  after: LoadedProgram,
  from: "space" | "process",
  evaluated: readonly string[],
): void {
  assert.deepEqual(eventLines(after.events, after.modules), [
    `identified /main.tsx of ${MODULES.length}`,
    `cacheHit ${from} ${UNCHANGED.join(" ")}`,
    `cacheMiss ${CHANGED.map((path) => `${path}:absent`).join(" ")}`,
    `compiled ${HELPER}`,
    `carried ${IMPORTERS.join(" ")}`,
    `verified ${HELPER}`,
    `evaluated ${evaluated.join(" ")}`,
    `wroteBack ${CHANGED.length} sources, ${CHANGED.length} compiled`,
  ]);
  expectCounters(after, { modulesEmitted: 1, carried: IMPORTERS.length, partialHits: 1 });
}

/** Puts the edited program behind the piece, and resumes it by address. */
async function putBehind(scene: Scene, created: Created, edited: string): Promise<ProcessReport> {
  const { snapshot: before } = created.edited;
  const argument = await storedArgument(scene, created.piece);
  const setsrc = jsonOf<Setsrc>(
    await runCf([
      "piece",
      "setsrc",
      addressOf(created.piece),
      edited,
      "--store",
      scene.store,
      "--json",
    ]),
  );
  assert.deepEqual(setsrc.diagnostics, []);
  assert.equal(setsrc.before.identity, created.loaded[0]!.entry);
  assert.notEqual(setsrc.after!.identity, setsrc.before.identity);
  assert.ok(setsrc.cells.kept.length > 0);
  assert.deepEqual([setsrc.cells.added, setsrc.cells.dropped], [[], []]);
  assert.deepEqual(await storedArgument(scene, created.piece), argument);

  const { code, report } = await scene.resume({ resume: created.piece });
  assert.equal(code, 0, report.error);
  assert.deepEqual(report.errors, []);
  const { snapshot, counters } = report.resumed!;
  expectCounters({ counters }, {
    typescriptLoads: 0,
    modulesEmitted: 0,
    byIdentityHits: 1,
    bodiesVerified: 0,
    bodiesAttested: EVALUATED.length,
  });
  assert.deepEqual([snapshot.rows, snapshot.name], [NOTES, before.name]);
  assert.deepEqual(snapshot.rowIds, before.rowIds);
  assert.notEqual(snapshot.viewDigest, before.viewDigest, "the new output is visible");
  assert.equal(report.counters.identityStability.unstable, 0);
  return report;
}

interface Setsrc {
  readonly before: { readonly identity: string };
  readonly after: { readonly identity: string } | null;
  readonly cells: Readonly<Record<"kept" | "added" | "dropped", readonly unknown[]>>;
  readonly diagnostics: readonly unknown[];
}

async function storedArgument(scene: Scene, piece: PieceAddress): Promise<unknown> {
  const address = `${addressOf(piece)}#argument`;
  const { value } = jsonOf<{ value: unknown }>(
    await runCf(["get", address, "--store", scene.store, "--json"]),
  );
  assert.notEqual(value, null);
  return value;
}

function addressOf({ space, id }: PieceAddress): string {
  return `${space}/${id}`;
}

function expectNewIdentities(before: LoadedProgram, after: LoadedProgram): void {
  const changed = MODULES.filter((path) => before.modules[path] !== after.modules[path]);
  assert.deepEqual(changed, CHANGED);
}
