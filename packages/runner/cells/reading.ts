/** How cells read: through the transaction that counts, or straight from the replica. */
import { type Reader, resolve, type Resolved } from "../links/resolve.ts";
import { readThrough } from "../schemas/project.ts";
import { NotResidentError } from "../transactions/errors.ts";
import { partOf } from "../transactions/read-part.ts";
import type { RunnerTransaction } from "../transactions/transaction.ts";
import { memberOf } from "../transactions/tree.ts";
import type { Address } from "../types.ts";
import type { CellHost, HandleState } from "./host.ts";

/** The transaction that reads and writes of a handle belong to. */
export function transactionOf(state: HandleState): RunnerTransaction | undefined {
  return state.tx ?? state.host.currentTransaction();
}

/** A reader of what the transaction, or outside of one the replica, has. */
export function makeReader(
  host: CellHost,
  tx: RunnerTransaction | undefined,
  isLogged: boolean,
): Reader {
  const linkCycle = (address: Address): void => host.reportLinkCycle(address, tx);
  const ignore = (): void => {};
  const { principal } = host.spaces;
  if (tx !== undefined) {
    return {
      document: (address) => tx.document(address),
      log: isLogged ? (read) => tx.log(read) : ignore,
      principal,
      linkCycle,
    };
  }
  return {
    document(address) {
      const replica = host.spaces.peek(address.space)?.replica;
      const version = replica?.current(address);
      if (version === undefined) throw replica?.failure(address) ?? new NotResidentError(address);
      return version.document;
    },
    log: ignore,
    principal,
    linkCycle,
  };
}

/** The view of a cell; `isLogged` subscribes the running action to it. */
export function readCell(state: HandleState, isLogged: boolean): unknown {
  const { host, face, tx, schema } = state;
  const address = state.place.address();
  const reader = makeReader(host, transactionOf(state), isLogged);
  return readThrough(reader, host.views, host.handles.maker(face, tx), address, schema);
}

/** Follows links from the place of a handle, logged. */
export function resolveCell(state: HandleState, atEnd: "all" | "none"): Resolved {
  const reader = makeReader(state.host, transactionOf(state), true);
  return resolve(reader, state.place.address(), atEnd);
}

/** A field of the metadata of the document that a handle stands in, logged. */
export function readMeta(state: HandleState, field: string): unknown {
  const { space, scope, id } = state.place.address();
  const reader = makeReader(state.host, transactionOf(state), true);
  reader.log({ address: { space, scope, id, path: [field] }, depth: "deep", part: "meta" });
  return memberOf(partOf(reader.document({ space, scope, id }), "meta"), field);
}
