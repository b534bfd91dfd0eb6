/**
 * The methods of handles. Each takes the handle as `this` and looks its state up, so that one frozen
 * prototype serves all handles of a kind and a method taken off its handle does nothing.
 */
import { arrayIndex } from "@commonfabric/canonical";
import type { JSONSchema } from "@commonfabric/api";
import { LIMITS, quote } from "@commonfabric/contract";
import type { Cancel } from "@commonfabric/storage";
import { isLink, linkTarget, makeLink, sameAddress } from "../links/sigil.ts";
import { SuspensionLimitError } from "../scheduler/errors.ts";
import { freezePlainData } from "../sandbox/plain-data.ts";
import { ABSENT_SCHEMA, schemaNode } from "../schemas/schema-node.ts";
import { NoTransactionError } from "../transactions/errors.ts";
import { partOf } from "../transactions/operations.ts";
import { RunnerTransaction } from "../transactions/transaction.ts";
import { memberOf } from "../transactions/tree.ts";
import type { Address, Cell } from "../types.ts";
import { causedId } from "../values/cause.ts";
import { convertHostValue } from "../values/convert-host-value.ts";
import { checkPathLength } from "../values/errors.ts";
import { isStreamMarker } from "../values/leaves.ts";
import { addressOf } from "../values/references.ts";
import { samePlace } from "./compare.ts";
import { HandleKindError } from "./errors.ts";
import { checkedPayload } from "./event-payload.ts";
import { handleState, placeAt } from "./handle-state.ts";
import type { HandleState, ListOperator } from "./host.ts";
import {
  addUniqueTo,
  incrementBy,
  pushTo,
  removeFrom,
  removeValueFrom,
  updateMembers,
} from "./list-operations.ts";
import { makeReader, readCell, resolveCell, transactionOf } from "./reading.ts";
import { convertPlain, withTransaction, writeValue } from "./writing.ts";

const OPAQUE = schemaNode(Object.freeze({ type: "unknown" }));
const MAX_SYNC_ROUNDS = LIMITS.suspensionRounds;

/** A method of a handle; `state` is that of the handle it was called on. */
type Method = (state: HandleState, args: readonly unknown[], self: object) => unknown;

const reading: Record<string, Method> = {
  get: (state) => readCell(state, true),
  sample: (state) => readCell(state, false),
};

const writing: Record<string, Method> = {
  set: (state, [value]) => writeValue(state, value),
  update: (state, [partial]) => updateMembers(state, partial),
  increment: (state, [by = 1]) => incrementBy(state, by),
  push: (state, values) => pushTo(state, values),
  addUnique: (state, values) => addUniqueTo(state, values),
  remove: (state, [ref]) => removeFrom(state, ref, "first"),
  removeAll: (state, [ref]) => removeFrom(state, ref, "all"),
  removeByValue: (state, [value]) => removeValueFrom(state, value),
};

const sending: Record<string, Method> = { send: (state, [value]) => send(state, value) };

const comparing: Record<string, Method> = {
  equals: (state, [other], self) =>
    samePlace(makeReader(state.host, transactionOf(state), true), self, other),
  equalLinks: (state, [other]) => {
    const address = addressOf(other);
    return address !== undefined && sameAddress(address, state.place.address());
  },
};

const stepping: Record<string, Method> = {
  key: (state, path) => step(state, path),
};

const identifying: Record<string, Method> = {
  elementById: (state, [id]) => {
    const { address } = resolveCell(state, "all");
    const cause = { parent: makeLink(address), element: id };
    const context = {
      space: address.space,
      author: "host" as const,
      sha256: state.host.spaces.sha256,
    };
    return derive(
      state,
      { ...address, id: causedId(cause, context), path: [] },
      state.schema.items,
    );
  },
};

const naming: Record<string, Method> = {
  for: (state, [cause, allowIfSet], self) => {
    if (!(allowIfSet === true && state.place.isNamed)) state.place.name(cause);
    return self;
  },
};

/** Eager: the list is read, then the array method runs. */
const iterating: Record<string, Method> = {
  map: (state, args) => onArray(state, "map", args),
  filter: (state, args) => onArray(state, "filter", args),
  flatMap: (state, args) => onArray(state, "flatMap", args),
  reduce: (state, args) => onArray(state, "reduce", args),
  findIndex: (state, args) => onArray(state, "findIndex", args),
};

/** One instance of a pattern per element; the outcome belongs to the running action. */
const instantiating: Record<string, Method> = {
  mapWithPattern: (state, [op, params]) => toElements(state, "map", { op, params }),
  filterWithPattern: (state, [op, params]) => toElements(state, "filter", { op, params }),
  flatMapWithPattern: (state, [op, params]) => toElements(state, "flatMap", { op, params }),
};

const retyping: Record<string, Method> = {
  resolveAsCell: (state) => derive(state, resolveCell(state, "all").address, state.schema),
  asSchema: (state, [given]) => {
    // A node of a schema must not change, and the host reads it when no guest runs.
    const schema = state.face === "guest" ? freezePlainData(given) : given;
    return state.host.handles.make({
      ...state,
      schema: schemaNode(schema as JSONSchema),
      kind: "cell",
    });
  },
  getArgumentCell: (state) => {
    const address = state.place.address();
    const link = readMeta(state, "argument");
    return isLink(link) ? derive(state, linkTarget(link, address), ABSENT_SCHEMA) : undefined;
  },
  sync: (state, _args, self) => sync(state, self),
};

const linking: Record<string, Method> = {
  getAsLink: (state) => makeLink(state.place.address(), { schema: state.schema.toSchema() }),
};

const hosting: Record<string, Method> = {
  sink: (state, [fn], self) => state.host.sink(self as Cell, fn as (value: unknown) => Cancel),
  pull: (state, _args, self) => state.host.pull(self as Cell),
  withTx: (state, [tx]) =>
    state.host.handles.make({ ...state, tx: tx as RunnerTransaction | undefined }),
  getRaw: (state) => {
    const { address, node } = resolveCell(state, "none");
    makeReader(state.host, transactionOf(state), true)
      .log({ address, depth: "deep", part: "value" });
    return node;
  },
  getAsWriteRedirectLink: (state) =>
    makeLink(state.place.address(), { redirect: true, schema: state.schema.toSchema() }),
  getAsNormalizedFullLink: (state) => {
    const schema = state.schema.toSchema();
    return { ...state.place.address(), ...(schema === undefined ? {} : { schema }) };
  },
  getMetaRaw: (state, [field]) => readMeta(state, String(field)),
  setMetaRaw: (state, [field, value]) => {
    const address = state.place.address();
    const node = convertHostValue(value, address.space);
    withTransaction(
      state,
      (tx) =>
        tx.apply(address, {
          part: "meta",
          path: [String(field)],
          kind: "write",
          value: node,
        }),
    );
  },
  sinkMeta: (state, [field, fn], self) =>
    state.host.sinkMeta(self as Cell, String(field), fn as (value: unknown) => void),
};

/** `cell.get()` as an operand of a comparison: the reference shows nothing of the value. */
const referring: Record<string, Method> = {
  get: (state) => readCell({ ...state, schema: OPAQUE }, true),
};

/**
 * Members by kind. Authors declare kinds, and types hold them to the table of the authoring page.
 * The compiler narrows a cell to the kind that its uses need: what a use calls is there as well.
 */
export const GUEST_METHODS: Readonly<
  Record<HandleState["kind"], Readonly<Record<string, Method>>>
> = {
  cell: {
    ...reading,
    ...writing,
    ...sending,
    ...comparing,
    ...stepping,
    ...identifying,
    ...iterating,
    ...instantiating,
    ...naming,
    ...retyping,
  },
  readonly: {
    ...reading,
    ...comparing,
    ...stepping,
    ...identifying,
    ...iterating,
    ...instantiating,
    ...naming,
  },
  writeonly: { ...writing, ...sending, ...stepping, ...identifying, ...naming },
  comparable: { ...referring, ...comparing, ...stepping, ...identifying, ...naming },
  opaque: { ...stepping, ...iterating, ...instantiating, ...naming },
  sqlite: { ...naming },
  stream: { ...sending, ...naming },
};

/** All members: host code is not limited by kinds. */
export const HOST_METHODS: Readonly<Record<string, Method>> = {
  ...GUEST_METHODS.cell,
  ...linking,
  ...hosting,
};

/** A frozen prototype with these methods and nothing else. */
export function makePrototype(methods: Readonly<Record<string, Method>>): object {
  const prototype = Object.create(null);
  for (const [name, method] of Object.entries(methods)) {
    // The shorthand makes a function that is no constructor and has no `prototype` of its own.
    const { [name]: bound } = {
      [name](this: unknown, ...args: unknown[]): unknown {
        const state = handleState(this);
        if (state === undefined || !isOffered(state, name)) throw new HandleKindError(name);
        return method(state, args, this as object);
      },
    };
    prototype[name] = Object.freeze(bound);
  }
  return Object.freeze(prototype);
}

function isOffered(state: HandleState, name: string): boolean {
  return Object.hasOwn(state.face === "host" ? HOST_METHODS : GUEST_METHODS[state.kind], name);
}

function derive(state: HandleState, address: Address, schema: HandleState["schema"]): object {
  return state.host.handles.make({ ...state, place: placeAt(address), schema });
}

function step(state: HandleState, path: readonly unknown[]): object {
  const address = state.place.address();
  const segments = path.map(pathSegment);
  let schema = state.schema;
  for (const segment of segments) {
    schema = schema.step(segment);
    if (schema.handles.length > 0) schema = schema.behindHandle;
  }
  const full = [...address.path, ...segments];
  checkPathLength(full);
  return derive(state, { ...address, path: full }, schema);
}

function pathSegment(segment: unknown): string {
  if (typeof segment === "string") return segment;
  if (typeof segment === "number" && arrayIndex(String(segment)) !== undefined) {
    return String(segment);
  }
  throw new TypeError(
    `key() takes names and array indexes, not ${quote(String(segment as number))}.`,
  );
}

function send(state: HandleState, value: unknown): void {
  const tx = transactionOf(state);
  // Without a running action an event counts as one of the host.
  if (tx === undefined && state.face === "guest") throw new NoTransactionError();
  const { address, node } = resolveCell(state, "all");
  if (state.kind !== "stream" && !isStreamMarker(node)) return writeValue(state, value);
  const event = checkedPayload(convertPlain(state, { ...address, path: [] }, value));
  // Code that sends to a stream of its own tree is code all the same.
  const isRendered = state.face === "host" && state.isRendered === true;
  state.host.enqueueEvent(address, event, { tx, isRendered });
}

type EagerMethod = "map" | "filter" | "flatMap" | "reduce" | "findIndex";

function onArray(state: HandleState, name: EagerMethod, args: readonly unknown[]): unknown {
  const list = readCell(state, true);
  if (list !== undefined && !Array.isArray(list)) {
    throw new TypeError(`${name}() needs an array at its cell.`);
  }
  return Reflect.apply(Array.prototype[name], list ?? [], args);
}

function toElements(
  state: HandleState,
  operator: ListOperator,
  inputs: { readonly op: unknown; readonly params: unknown },
): object {
  return state.host.applyToElements(operator, state.place.address(), inputs);
}

function readMeta(state: HandleState, field: string): unknown {
  const { space, scope, id } = state.place.address();
  const reader = makeReader(state.host, transactionOf(state), true);
  reader.log({ address: { space, scope, id, path: [field] }, depth: "deep", part: "meta" });
  return memberOf(partOf(reader.document({ space, scope, id }), "meta"), field);
}

/** Fetches the cell's document and every document that its schema reaches. */
async function sync(state: HandleState, self: object): Promise<object> {
  const { spaces } = state.host;
  await spaces.load([state.place.address()]);
  for (let round = 0; round < MAX_SYNC_ROUNDS; round++) {
    const tx = new RunnerTransaction(spaces, { onMissing: "suspend" });
    try {
      readCell({ ...state, tx }, false);
      return self;
    } catch (error) {
      if (!tx.isSuspended) throw error;
    } finally {
      tx.abort();
    }
    await spaces.load(tx.missing);
  }
  throw new SuspensionLimitError("sync()");
}

/** Whether two values stand for one place; the static form of `equals`. */
export function equalReferences(
  state: Pick<HandleState, "host" | "tx">,
  a: unknown,
  b: unknown,
): boolean {
  const tx = state.tx ?? state.host.currentTransaction();
  return samePlace(makeReader(state.host, tx, true), a, b);
}
