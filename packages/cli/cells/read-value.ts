/** Reading a cell as it is stored: links are followed, nothing is started and nothing runs. */
import type { JSONSchema } from "@commonfabric/api";
import { quote } from "@commonfabric/contract";
import type { Cell, Runtime } from "@commonfabric/runner";
import { formatAddress } from "../command/address.ts";
import { CommandError } from "../command/errors.ts";
import { cellValueToJson, isOpaque, isStream } from "../run/cell-values.ts";
import { withoutRequired } from "../schema/schema-at.ts";
import type { LocatedDocument } from "../store/stored-document.ts";
import { cellOf, placeSchema, resultSchema } from "./open-cell.ts";
import { whenResident } from "./when-resident.ts";

export interface ReadOptions {
  /** Levels below which a container is shown as a link. */
  readonly depth: number | undefined;
  /** Brings the value up to date: the piece must run. */
  readonly pull: boolean;
}

/**
 * The value of a document at a path as JSON. A result of which something was never computed shows
 * the rest.
 * @throws {CommandError} when nothing is at the path and nothing can be
 */
export async function readValue(
  runtime: Runtime,
  located: LocatedDocument,
  options: ReadOptions,
): Promise<unknown> {
  const schema = resultSchema(located);
  placeSchema(schema, located);
  const value = await readThrough(runtime, located, schema, options);
  if (value !== undefined || schema === undefined) return present(runtime, located, value);
  return present(
    runtime,
    located,
    await readThrough(runtime, located, withoutRequired(schema), options),
  );
}

async function readThrough(
  runtime: Runtime,
  { address }: LocatedDocument,
  schema: JSONSchema | undefined,
  { depth, pull }: ReadOptions,
): Promise<unknown> {
  const root = cellOf(runtime, { ...address, path: [] });
  const typed = schema === undefined ? root : root.asSchema(schema);
  const cell = address.path.length === 0 ? typed : typed.key(...address.path);
  await root.sync();
  return await whenResident(runtime, async () => {
    if (isStream(cell)) {
      return { $stream: formatAddress(cell.resolveAsCell().getAsNormalizedFullLink()) };
    }
    const read = (from: Cell): unknown => pull ? from.pull() : from.get();
    const shown = await read(cell);
    // Who names a place wants to see what it holds, whatever its schema shows to patterns.
    const value = isOpaque(shown) ? await read(cell.asSchema(true)) : shown;
    return value === undefined ? undefined : cellValueToJson(value, cell, depth);
  });
}

/** Nothing where an element or a member could be is absent data, which has no address to print. */
async function present(
  runtime: Runtime,
  { address }: LocatedDocument,
  value: unknown,
): Promise<unknown> {
  if (value !== undefined || address.path.length === 0) return value ?? null;
  const parent = cellOf(runtime, { ...address, path: address.path.slice(0, -1) });
  const list = await whenResident(runtime, () => Promise.resolve(parent.get()));
  if (list !== undefined && typeof list !== "object") {
    throw new CommandError(
      `not found: ${quote(formatAddress(address))}: what is above it is a ${typeof list}`,
    );
  }
  const last = address.path.at(-1)!;
  if (Array.isArray(list) && !(Number(last) < list.length)) {
    throw new CommandError(
      `not found: ${quote(formatAddress(address))}: the list has ${list.length} elements`,
    );
  }
  return null;
}
