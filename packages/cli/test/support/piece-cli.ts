/** Verbs on one store, each a runtime of its own on the same files. */
import assert from "node:assert/strict";
import { type SpaceStore, sqliteStores } from "@commonfabric/storage";
import { cf, type CommandResult, withDirectory } from "./fake-command.ts";
import { COUNTER } from "./programs.ts";

export type Verbs = (...args: string[]) => Promise<CommandResult>;

/** A directory with the counter, a store, and the command in it. */
export async function withCounter(fn: (cf: Verbs, cwd: string) => Promise<void>): Promise<void> {
  await withDirectory({ ...COUNTER, ".cf/x": "" }, async (cwd) => {
    await fn((...args) => cf(args, { cwd }), cwd);
  });
}

/** Runs a verb that must succeed; what it printed. */
export async function ok(cf: Verbs, ...args: string[]): Promise<string> {
  const { code, out, err } = await cf(...args);
  assert.equal(code, 0, `cf ${args.join(" ")}: ${err}`);
  return out.trimEnd();
}

export async function json<T>(cf: Verbs, ...args: string[]): Promise<T> {
  return JSON.parse(await ok(cf, ...args, "--json")) as T;
}

/** Runs a verb that must fail with this code and one line. */
export async function refused(
  cf: Verbs,
  code: number,
  line: RegExp,
  ...args: string[]
): Promise<void> {
  const result = await cf(...args);
  assert.match(result.err, line);
  assert.deepEqual([result.code, result.out], [code, ""], `cf ${args.join(" ")}`);
  assert.equal(result.err.trimEnd().split("\n").length, 1, result.err);
}

export function headOf(cwd: string): Promise<number> {
  return inStore(cwd, (store) => store.head());
}

/** Every document of the space, with the number of the commit that wrote it. */
export async function documentsOf(cwd: string): Promise<readonly [id: string, seq: number][]> {
  const headers = await inStore(cwd, (store) => store.list({ limit: 10_000 }));
  return headers.map(({ key, seq }) => [key.id, seq]);
}

async function inStore<T>(cwd: string, fn: (store: SpaceStore) => Promise<T>): Promise<T> {
  const stores = sqliteStores(`${cwd}/.cf`);
  try {
    return await fn(await stores.open("home", { mode: "read-only" }));
  } finally {
    await stores.close();
  }
}

export interface PieceItem {
  readonly address: string;
  readonly name: string | null;
  readonly identity: string;
  readonly symbol: string;
  readonly title: string | null;
  readonly updatedAt: number;
}
