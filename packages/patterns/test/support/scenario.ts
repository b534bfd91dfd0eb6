/**
 * Scenario files: steps of events and of expected paths, run against a piece. A program is read
 * from this package, compiled into a store and addressed by one fixed cause.
 */
import { strict as assert } from "node:assert";
import { hostTable } from "@commonfabric/api";
import { nodeSha256 } from "@commonfabric/canonical";
import {
  ensureCompiler,
  FileSystemProgramResolver,
  resolveProgram,
} from "@commonfabric/js-compiler";
import type { Program } from "@commonfabric/module-identity";
import { Runtime } from "@commonfabric/runner";
import { sqliteStores } from "@commonfabric/storage";

export interface Step {
  readonly label?: string;
  readonly events?: readonly { readonly stream: string; readonly payload?: unknown }[];
  readonly expect?: readonly { readonly path: string; readonly value: unknown }[];
}

export interface PatternProgram {
  readonly name: string;
  readonly steps: readonly Step[];
  readonly resolve: (runtime: Runtime) => Promise<Program>;
}

export const SPACE = "home";
const CAUSE = { piece: "flow" };

const packageDirectory = new URL("../../", import.meta.url);

/** Every program of this package: a directory with a `main.tsx` and a scenario named like it. */
export function patternPrograms(): PatternProgram[] {
  const names = [...Deno.readDirSync(packageDirectory)]
    .filter((entry) => entry.isDirectory && entry.name !== "test")
    .map((entry) => entry.name)
    .toSorted((a, b) => (a < b ? -1 : 1));
  return names.map((name) => ({
    name,
    steps: JSON.parse(
      Deno.readTextFileSync(new URL(`${name}/${name}.scenario.json`, packageDirectory)),
    ),
    resolve: (runtime) => resolveMain(runtime, new URL(`${name}/main.tsx`, packageDirectory)),
  }));
}

function resolveMain(runtime: Runtime, main: URL): Promise<Program> {
  return resolveProgram(new FileSystemProgramResolver(main.pathname), {
    hosts: hostTable,
    sha256: nodeSha256,
    memo: runtime.edgeMemo,
    loadParseEdges: async () => (await ensureCompiler()).parseEdges,
  });
}

/** A runtime over the stores of `directory`, and what it reported. */
export function openRuntime(directory: string): { runtime: Runtime; reported: string[] } {
  const runtime = new Runtime({
    stores: sqliteStores(directory),
    cfcMode: "disabled",
    attestation: "none",
  });
  const reported: string[] = [];
  runtime.onError(({ kind, message, source }) => reported.push(`${kind}: ${message} (${source})`));
  return { runtime, reported };
}

/** Compiles `program` into the store and starts a new piece of it with its defaults, all of it demanded. */
export async function createPiece(runtime: Runtime, program: PatternProgram): Promise<void> {
  const source = await program.resolve(runtime);
  const pattern = await runtime.patterns.compilePattern(source, { space: SPACE });
  await runtime.editWithRetry((tx) => {
    runtime.run(tx, pattern, {}, runtime.getCell(SPACE, CAUSE, { tx }));
  });
  await demandAll(runtime);
}

/** Starts the piece that the store has, by the pointer that it keeps. */
export async function resumePiece(runtime: Runtime): Promise<void> {
  const piece = runtime.getCell(SPACE, CAUSE);
  await piece.sync();
  await runtime.start(piece);
  await demandAll(runtime);
}

/** The whole result is wanted, as by a person who looks at it. */
async function demandAll(runtime: Runtime): Promise<void> {
  runtime.getCell(SPACE, CAUSE).sink(() => {});
  await runtime.settled();
}

/** Sends the events of one step and compares what it expects. */
export async function runStep(runtime: Runtime, step: Step, where: string): Promise<void> {
  const piece = runtime.getCell(SPACE, CAUSE);
  for (const { stream, payload } of step.events ?? []) {
    const target = piece.key(...stream.split("."));
    await target.sync();
    const outcome = await runtime.sendEvent(target, payload);
    assert.equal(outcome.status, "committed", `${where}: ${stream}: ${outcome.error}`);
  }
  await runtime.settled();
  for (const { path, value } of step.expect ?? []) {
    const actual = await piece.key(...path.split(".")).pull();
    assert.deepEqual(actual, value, `${where}: ${path}`);
  }
}
