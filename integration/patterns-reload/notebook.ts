/** The notebook of both processes: how it is filled, read and looked at. */
import type { JSONSchema } from "@commonfabric/api";
import type { Cell, Runtime } from "@commonfabric/runner";
import { sqliteStores } from "@commonfabric/storage";
import { stateDigest, viewDigest } from "./piece-digests.ts";
import type { Snapshot } from "./report.ts";

export const SPACE = "home";

interface Notebook {
  readonly $NAME: string;
  readonly $UI: unknown;
  readonly notes: readonly unknown[];
  readonly pieces: readonly unknown[];
  readonly count: number;
}

/** Sends notes with these numbers without waiting in between; resolves when all are handled. */
export async function addNotes(
  runtime: Runtime,
  notebook: Cell,
  numbers: readonly number[],
): Promise<void> {
  const stream = notebook.key("addNote");
  const sent = numbers.map((number) =>
    runtime.sendEvent(stream, { title: `Note ${number}`, body: `some words, number ${number}` })
  );
  for (const { status, error } of await Promise.all(sent)) {
    if (status !== "committed") throw error;
  }
}

/** Numbers of `count` notes: from 1 on, or in an order that `seed` decides. */
export function noteNumbers(count: number, seed?: number): number[] {
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  if (seed === undefined) return numbers;
  let state = (seed | 0) || 1;
  for (let last = count - 1; last > 0; last--) {
    // xorshift
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    const at = (state >>> 0) % (last + 1);
    [numbers[last], numbers[at]] = [numbers[at]!, numbers[last]!];
  }
  return numbers;
}

/** Demands the whole notebook, waits until it is stored, and takes its digests from the store. */
export async function takeSnapshot(
  runtime: Runtime,
  notebook: Cell,
  directory: string,
): Promise<Snapshot> {
  const schema = notebook.getMetaRaw("schema") as JSONSchema;
  const shown = notebook.asSchema<Notebook>(schema);
  await shown.pull();
  await runtime.settled();
  const state = await shown.pull();
  if (state === undefined) throw new Error("The notebook has no state");
  if (state.count !== state.notes.length || state.count !== state.pieces.length) {
    throw new Error(
      `${state.count} counted, ${state.notes.length} stored, ${state.pieces.length} shown`,
    );
  }
  const rowIds = state.pieces.map((_, index) =>
    notebook.key("pieces", index).resolveAsCell().getAsNormalizedFullLink().id
  );
  const { space, id } = notebook.getAsNormalizedFullLink();
  const store = await sqliteStores(directory).open(space, { mode: "read-only" });
  try {
    return {
      name: state.$NAME,
      rows: state.pieces.length,
      rowIds,
      stateDigest: await stateDigest(store, id),
      viewDigest: viewDigest(state.$UI),
    };
  } finally {
    await store.close();
  }
}
