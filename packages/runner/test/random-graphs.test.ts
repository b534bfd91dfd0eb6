/** Random graphs under random edits: values as from scratch, and exactly the affected nodes run. */
import assert from "node:assert/strict";
import fc from "fast-check";
import {
  type Edit,
  INPUTS,
  Meaning,
  patternOf,
  randomEdit,
  type RandomGraph,
  randomGraph,
} from "./support/random-graph.ts";
import { type Any, makeTestRuntime, SPACE, type TestRuntime } from "./support/test-runtime.ts";
import { runs } from "../../canonical/test/support/runs.ts";

const RUNS = runs(100, 1_000);

/** What each node read when it ran last, and whether that has been otherwise since. */
type Seen = Map<number, ReturnType<Meaning["reads"]> & { wasOther: boolean }>;

Deno.test("a graph shows what it means, and runs what an edit affects, once", () =>
  fc.assert(
    fc.asyncProperty(
      randomGraph,
      fc.array(fc.record({ edit: randomEdit, isShown: fc.boolean() }), { maxLength: 6 }),
      checkGraph,
    ),
    { numRuns: RUNS },
  ));

async function checkGraph(
  graph: RandomGraph,
  steps: readonly { readonly edit: Edit; readonly isShown: boolean }[],
): Promise<void> {
  const test = await makeTestRuntime();
  const { runtime } = test;
  const inputs = Array.from({ length: INPUTS }, (_, index) => index);
  const cells = inputs.map((_, index) => runtime.getCell<number>(SPACE, `input ${index}`));
  const piece = runtime.getCell<Any>(SPACE, "piece");
  await runtime.editWithRetry((tx) => {
    cells.forEach((cell, index) => cell.withTx(tx).set(inputs[index]!));
    const argument = Object.fromEntries(cells.map((cell, index) => [`i${index}`, cell]));
    runtime.run(tx, patternOf(graph), argument, piece.withTx(tx));
  });
  await runtime.idle();
  const ids = nodeIds(piece);
  const seen: Seen = new Map();
  let shown: unknown;
  let cancel = () => {};
  const show = () => {
    cancel = piece.key("shown").sink((value) => void (shown = value));
  };
  const scene = { test, graph, ids, seen };
  let before = runsOf(test, ids);
  show();
  await settle(scene, before, inputs, true);
  assert.deepEqual(shown, new Meaning(graph, inputs).shown);
  let wasShown = true;
  for (const { edit, isShown } of steps) {
    before = runsOf(test, ids);
    if (wasShown && !isShown) cancel();
    await runtime.editWithRetry((tx) => {
      for (const [index, value] of Object.entries(edit)) {
        inputs[Number(index)] = value;
        cells[Number(index)]!.withTx(tx).set(value);
      }
    });
    if (!wasShown && isShown) show();
    wasShown = isShown;
    await settle(scene, before, inputs, isShown);
    if (isShown) assert.deepEqual(shown, new Meaning(graph, inputs).shown);
  }
  assert.deepEqual(test.errors, []);
  await runtime.dispose();
}

/** Waits, and compares which nodes ran with which had to. */
async function settle(
  { test, graph, ids, seen }: {
    readonly test: TestRuntime;
    readonly graph: RandomGraph;
    readonly ids: readonly string[];
    readonly seen: Seen;
  },
  before: readonly number[],
  inputs: readonly number[],
  isShown: boolean,
): Promise<void> {
  await test.runtime.settled();
  const after = runsOf(test, ids);
  const meaning = new Meaning(graph, inputs);
  const demanded = isShown ? meaning.demanded() : new Set<number>();
  graph.nodes.forEach((_, index) => {
    const ran = after[index]! - before[index]!;
    const reads = meaning.reads(index);
    const known = seen.get(index);
    const what = `node ${index} ran ${ran} times`;
    const mustRun = known === undefined || `${known.values}` !== `${reads.values}`;
    const mayRun = mustRun || known.ways !== reads.ways || known.wasOther;
    if (!demanded.has(index)) {
      if (known !== undefined) known.wasOther = mayRun;
      return assert.equal(ran, 0, `${what} without demand`);
    }
    assert.ok(ran <= 1, what);
    if (mustRun) assert.equal(ran, 1, `${what}, but what it reads changed`);
    if (!mayRun) assert.equal(ran, 0, `${what}, but nothing that it reads changed`);
    seen.set(index, { ...reads, wasOther: false });
  });
}

function runsOf({ runtime }: TestRuntime, ids: readonly string[]): number[] {
  const { nodes } = runtime.snapshot();
  return ids.map((id) => {
    const found = nodes.filter(({ writes }) => writes.some((address) => address.id === id));
    return found.reduce((sum, { runs }) => sum + runs, 0);
  });
}

/** The documents that the nodes write, by index. */
function nodeIds(piece: Any): string[] {
  const manifest = piece.getMetaRaw("internal") as Any[];
  const named = manifest.map(({ partialCause, link }) =>
    [partialCause, link["/"]["link@1"].id] as const
  );
  const byName = new Map(named);
  return Array.from({ length: named.length }, (_, index) => byName.get(`n${index}`))
    .filter((id) => id !== undefined);
}
