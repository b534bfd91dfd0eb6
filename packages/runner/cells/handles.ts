/** Making handles: one prototype per face and kind, one frozen empty object per handle. */
import type { JSONSchema } from "@commonfabric/api";
import type { HandleKind, HandleMaker } from "../schemas/project.ts";
import { type SchemaNode, schemaNode } from "../schemas/schema-node.ts";
import type { RunnerTransaction } from "../transactions/transaction.ts";
import type { Address, Cell } from "../types.ts";
import { placeAt, recordHandle } from "./handle-state.ts";
import type { CellHost, Face, Handles, HandleState } from "./host.ts";
import { GUEST_METHODS } from "./guest-methods.ts";
import { HOST_METHODS } from "./host-methods.ts";
import { makePrototype } from "./method-prototype.ts";

const HOST_PROTOTYPE = makePrototype(HOST_METHODS);
const GUEST_PROTOTYPES: Readonly<Record<HandleKind, object>> = {
  cell: makePrototype(GUEST_METHODS.cell),
  readonly: makePrototype(GUEST_METHODS.readonly),
  writeonly: makePrototype(GUEST_METHODS.writeonly),
  comparable: makePrototype(GUEST_METHODS.comparable),
  opaque: makePrototype(GUEST_METHODS.opaque),
  sqlite: makePrototype(GUEST_METHODS.sqlite),
  stream: makePrototype(GUEST_METHODS.stream),
};

/** A frozen handle. */
export function makeHandle(state: HandleState): object {
  const prototype = state.face === "host" ? HOST_PROTOTYPE : GUEST_PROTOTYPES[state.kind];
  const handle = Object.freeze(Object.create(prototype)) as object;
  recordHandle(handle, state);
  return handle;
}

/** The makers of handles inside views: one for each face and bound transaction. */
export class HandleMakers implements Handles {
  readonly #host: CellHost;
  readonly #free: Readonly<Record<Face, HandleMaker>>;
  readonly #bound: Readonly<Record<Face, WeakMap<RunnerTransaction, HandleMaker>>>;

  constructor(host: CellHost) {
    this.#host = host;
    this.#free = { guest: this.#make("guest", undefined), host: this.#make("host", undefined) };
    this.#bound = { guest: new WeakMap(), host: new WeakMap() };
  }

  make(state: HandleState): object {
    return makeHandle(state);
  }

  maker(face: Face, tx: RunnerTransaction | undefined): HandleMaker {
    if (tx === undefined) return this.#free[face];
    let maker = this.#bound[face].get(tx);
    if (maker === undefined) this.#bound[face].set(tx, maker = this.#make(face, tx));
    return maker;
  }

  #make(face: Face, tx: RunnerTransaction | undefined): HandleMaker {
    return {
      make: (address, schema, kind, isRendered) =>
        makeHandle({
          host: this.#host,
          place: placeAt(address),
          schema,
          kind,
          face,
          tx,
          isRendered,
        }),
    };
  }
}

export interface CellOptions {
  readonly schema?: JSONSchema | undefined;
  readonly tx?: RunnerTransaction | undefined;
}

/** The host's cell at an address. */
export function hostCell<T = unknown>(
  host: CellHost,
  address: Address,
  options: CellOptions = {},
): Cell<T> {
  const schema = schemaNode(options.schema);
  const place = placeAt(address);
  return makeHandle({ host, place, schema, kind: "cell", face: "host", tx: options.tx }) as Cell<T>;
}

/** The handle that pattern code gets for an address. */
export function guestHandle(
  host: CellHost,
  address: Address,
  options: { readonly schema?: SchemaNode; readonly kind?: HandleKind } = {},
): object {
  const { schema = schemaNode(undefined), kind = "cell" } = options;
  return makeHandle({ host, place: placeAt(address), schema, kind, face: "guest", tx: undefined });
}
