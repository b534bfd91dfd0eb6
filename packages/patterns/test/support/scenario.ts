/**
 * Scenario files: steps of events and of expected paths, run against a piece. A program is read
 * from this package, compiled into a store and addressed by one fixed cause.
 */
import { strict as assert } from "node:assert";
import { hostTable, type JSONSchema } from "@commonfabric/api";
import { nodeSha256 } from "@commonfabric/canonical";
import {
  ensureCompiler,
  FileSystemProgramResolver,
  resolveProgram,
} from "@commonfabric/js-compiler";
import type { Program } from "@commonfabric/module-identity";
import { type Cell, Runtime, type ScopeOption } from "@commonfabric/runner";
import { sqliteStores } from "@commonfabric/storage";

/** Dot-separated segments, or a list of them. */
type ScenarioPath = string | readonly (string | number)[];

export interface Step {
  readonly label?: string;
  readonly events?: readonly { readonly stream: ScenarioPath; readonly payload?: unknown }[];
  readonly expect?: readonly { readonly path: ScenarioPath; readonly value: unknown }[];
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
export function openRuntime(
  directory: string,
  scope?: ScopeOption,
): { runtime: Runtime; reported: string[] } {
  const runtime = new Runtime({
    ...(scope === undefined ? {} : { scope }),
    stores: sqliteStores(directory),
    idempotenceCheck: "always",
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
  pieceOf(runtime).sink(() => {});
  await runtime.settled();
}

/** The piece, read as its pattern says. */
export function pieceOf(runtime: Runtime): Cell {
  const piece = runtime.getCell(SPACE, CAUSE);
  return piece.asSchema(piece.getMetaRaw("schema") as JSONSchema);
}

/** Sends the events of one step and compares what it expects. */
export async function runStep(runtime: Runtime, step: Step, where: string): Promise<void> {
  const piece = pieceOf(runtime);
  for (const { stream, payload } of step.events ?? []) {
    await sendTo(runtime, piece, { stream, payload, where });
  }
  await runtime.settled();
  for (const { path, value } of step.expect ?? []) {
    const actual = await cellAt(piece, segmentsOf(path)).pull();
    assert.deepEqual(actual, value, `${where}: ${path}`);
  }
}

/** An event for a stream; anything else is set, a binding of the rendered tree at its cell. */
async function sendTo(
  runtime: Runtime,
  piece: Cell,
  { stream, payload, where }: { stream: ScenarioPath; payload: unknown; where: string },
): Promise<void> {
  const path = segmentsOf(stream);
  const target = cellAt(piece, path);
  await target.pull();
  if (isStream(target)) {
    const outcome = await runtime.sendEvent(target, payload);
    assert.equal(outcome.status, "committed", `${where}: ${stream}: ${outcome.error}`);
    return;
  }
  const cell = await boundCell(piece, path) ?? target;
  await runtime.editWithRetry((tx) => cell.withTx(tx).set(payload));
}

function segmentsOf(path: ScenarioPath): (string | number)[] {
  if (typeof path !== "string") return [...path];
  return path === "" ? [] : path.split(".");
}

function cellAt(piece: Cell, path: readonly (string | number)[]): Cell {
  return path.length === 0 ? piece : piece.key(...path);
}

function isStream(cell: Cell): boolean {
  const raw = cell.resolveAsCell().getRaw();
  return typeof raw === "object" && raw !== null && Object.hasOwn(raw, "$stream");
}

/** The cell of a two-way binding: `$value` and its like among the props of a node. */
async function boundCell(
  piece: Cell,
  path: readonly (string | number)[],
): Promise<Cell | undefined> {
  const name = String(path.at(-1));
  if (!name.startsWith("$") || path.at(-2) !== "props") return undefined;
  const props = cellAt(piece, path.slice(0, -1)).asSchema<Record<string, Cell>>({
    type: "object",
    properties: { [name]: { asCell: ["cell"] } },
  });
  return (await props.pull())?.[name];
}
