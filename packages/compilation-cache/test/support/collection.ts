/** Spaces whose clock the test moves, closures and pointers in them, and what is left after a sweep. */
import assert from "node:assert/strict";
import { nodeSha256 } from "@commonfabric/canonical";
import { documentId, spaceKey, type SpaceStore } from "@commonfabric/storage";
import {
  collectGarbage,
  type CollectionOptions,
  type CollectionReport,
  writeClosure,
} from "@commonfabric/compilation-cache";
import { MemorySpace } from "../../../storage/test/support/memory-store.ts";
import { makeProgram, type TestProgram, VERSION } from "./programs.ts";
import { closureOf, spaceOn, type TestSpace } from "./spaces.ts";

export const HOUR: number = 60 * 60 * 1_000;

/** A space and its clock. */
export interface TimedSpace extends TestSpace {
  advance(ms: number): void;
  /** Another connection to the same space. */
  again(wrap?: (store: SpaceStore) => SpaceStore): TestSpace;
}

export function timedSpace(): TimedSpace {
  let now = 1_000_000;
  const memory = new MemorySpace("home", () => now);
  return {
    ...spaceOn(memory, memory.open()),
    advance: (ms) => void (now += ms),
    again: (wrap = (store) => store) => spaceOn(memory, wrap(memory.open())),
  };
}

let transactions = 0;

export function collect(
  { store }: Pick<TestSpace, "store">,
  more: Partial<CollectionOptions> = {},
): Promise<CollectionReport> {
  return collectGarbage({ store }, {
    runtimeVersion: VERSION,
    sha256: nodeSha256,
    newTxId: () => `gc-${++transactions}`,
    ...more,
  });
}

export async function write(space: TestSpace, program: TestProgram): Promise<void> {
  await writeClosure(space.port, closureOf(program), space.powers);
}

/** A document that points to code, as the runner stores one; `null` removes it. */
export async function put(store: SpaceStore, cause: string, value: unknown): Promise<void> {
  const key = spaceKey(documentId(cause, nodeSha256));
  const [seq] = await store.heads([key]);
  const result = await store.commit({
    txId: `put-${++transactions}`,
    reads: [],
    writes: [{ key, doc: value === null ? null : value as object, base: seq ?? "absent" }],
  });
  assert.ok("ok" in result);
}

/** A piece of the pattern that `identity` defines. */
export function pieceOf(identity: string): object {
  return { value: {}, meta: { patternIdentity: { identity, symbol: "default" } } };
}

/** Cache keys that are there, with authored paths instead of identities, sorted. */
export function keysLeft(space: TestSpace, ...programs: readonly TestProgram[]): string[] {
  const paths = new Map<string, string>();
  for (const { sources } of programs) {
    for (const { identity, filename } of sources) paths.set(identity, filename);
  }
  return [...space.memory.rows.values()]
    .flatMap(({ tag }) => tag === null ? [] : [tag])
    .filter((tag) => /^(pattern|compileCache|patternRoots):/.test(tag))
    .map((tag) => tag.replace(/[A-Za-z0-9_-]{43}$/, (identity) => paths.get(identity) ?? identity))
    .sort();
}

/** The keys of a whole closure, as {@link keysLeft} gives them. */
export function keysOf(program: TestProgram, version: string = VERSION): string[] {
  const entry = program.sources.find(({ identity }) => identity === program.entry)!;
  return [
    ...program.sources.map(({ filename }) => `pattern:${filename}`),
    ...program.compiled.map(({ filename }) => `compileCache:${version}/${filename}`),
    `patternRoots:${entry.filename}`,
  ].sort();
}

/** What was swept, by set, without sets of which nothing was. */
export function sweptOf({ sets }: CollectionReport): Record<string, number> {
  return Object.fromEntries(
    sets.filter(({ swept }) => swept > 0).map(({ set, swept }) => [set, swept]),
  );
}

/** Why documents of a set were kept. */
export function reasonsOf(report: CollectionReport, set: string): Record<string, number> {
  const found = report.sets.find((each) => each.set === set)!;
  return Object.fromEntries(found.keptBecause.map(({ reason, count }) => [reason, count]));
}

/** A chain of modules in files `/<name>-<n>.ts`, the entry `/<name>-0.ts`. */
export function chain(name: string, length: number): TestProgram {
  const files: Record<string, string> = {};
  for (let index = 0; index < length; index++) {
    const next = index + 1 < length ? `import "./${name}-${index + 1}.ts";\n` : "";
    files[`/${name}-${index}.ts`] = `${next}export const n = ${index};\n`;
  }
  return makeProgram(files, `/${name}-0.ts`);
}
