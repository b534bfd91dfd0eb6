/** A host of cells without a scheduler: enough runtime to test cells, transactions and schemas. */
import { nodeSha256 } from "@commonfabric/canonical";
import type { JSONSchema } from "@commonfabric/api";
import { type Counters, makeCounters } from "@commonfabric/contract";
import type { SpaceStore, SpaceStores } from "@commonfabric/storage";
import { memoryStores } from "../../../storage/test/support/memory-store.ts";
import { faultStore } from "../../../storage/test/support/fault-store.ts";
import { guestHandle, HandleMakers, hostCell } from "../../cells/handles.ts";
import type { CellHost } from "../../cells/host.ts";
import { schemaNode } from "../../schemas/schema-node.ts";
import { ViewCache } from "../../schemas/view-cache.ts";
import type { Change } from "../../transactions/changes.ts";
import { SpaceTable, type SpaceTableOptions } from "../../transactions/space-table.ts";
import { RunnerTransaction, type TransactionOptions } from "../../transactions/transaction.ts";
import type { Address, Cell } from "../../types.ts";
import { causedId } from "../../values/cause.ts";

export const SPACE = "home";

export interface Fixture extends CellHost {
  readonly counters: Counters;
  readonly events: { stream: Address; event: unknown }[];
  readonly cycles: Address[];
  readonly changes: Change[];
  cell<T = unknown>(cause: unknown, schema?: JSONSchema): Cell<T>;
  /** Runs `fn` as the code of an action and commits. */
  act<T>(fn: () => T, options?: TransactionOptions): { value: T; tx: RunnerTransaction };
  /** The guest face of a cell, as `T`. */
  guest<T = Cell>(cell: Cell, schema?: JSONSchema): T;
}

let runtimes = 0;

/** Opens `spaces` on `stores`; fixtures with equal stores share their documents. */
export async function makeFixture(
  stores: SpaceStores = memoryStores(),
  spaces: readonly string[] = [SPACE],
  labels: Partial<Pick<SpaceTableOptions, "enforcesLabels" | "scope">> = {},
): Promise<Fixture> {
  const counters = makeCounters();
  const table = new SpaceTable({
    stores,
    counters,
    sha256: nodeSha256,
    runtimeId: `test${++runtimes}`,
    enforcesLabels: true,
    ...labels,
    setTimer: () => () => {},
  });
  for (const space of spaces) await table.open(space);
  let current: RunnerTransaction | undefined;
  const changes: Change[] = [];
  table.changes.subscribe((batch) => changes.push(...batch));
  const unused = (): never => {
    throw new Error("This fixture has no scheduler.");
  };
  const fixture: Omit<Fixture, "handles"> & { handles?: HandleMakers } = {
    spaces: table,
    counters,
    views: new ViewCache(),
    events: [],
    cycles: [],
    changes,
    currentTransaction: () => current,
    openTransaction: () => new RunnerTransaction(table),
    reportCommit: () => {},
    warn: () => {},
    reportLinkCycle: (address) => void fixture.cycles.push(address),
    artifact: () => undefined,
    enqueueEvent: (stream, event) => void fixture.events.push({ stream, event }),
    applyToElements: unused,
    sink: unused,
    sinkMeta: unused,
    pull: unused,
    cell(cause, schema) {
      const id = causedId(cause, { space: SPACE, author: "host", sha256: nodeSha256 });
      const address: Address = { space: SPACE, scope: "space", id, path: [] };
      return hostCell(fixture as Fixture, address, { schema });
    },
    act(fn, options) {
      const tx = new RunnerTransaction(table, options);
      const outer = current;
      current = tx;
      try {
        const value = fn();
        current = outer;
        tx.commit();
        return { value, tx };
      } catch (error) {
        tx.abort(error);
        throw error;
      } finally {
        current = outer;
      }
    },
    guest<T>(cell: Cell, schema?: JSONSchema) {
      const { schema: own, ...address } = cell.getAsNormalizedFullLink();
      return guestHandle(fixture as Fixture, address, {
        schema: schemaNode(schema ?? own),
      }) as T;
    },
  };
  fixture.handles = new HandleMakers(fixture as Fixture);
  return fixture as Fixture;
}

/** Stores without synchronous methods, over `stores`. */
export function asynchronous(stores: SpaceStores): SpaceStores {
  return async (space): Promise<SpaceStore> => faultStore(await stores(space), {});
}
