/**
 * What each kind of handle offers to pattern code, as tables of methods. `method-prototype.ts` makes
 * them callable; `host-methods.ts` adds what only hosts have.
 */
import type { JSONSchema } from "@commonfabric/api";
import { isLink, linkTarget, makeLink, sameAddress } from "../links/sigil.ts";
import { freezePlainData } from "../sandbox/plain-data.ts";
import { ABSENT_SCHEMA, schemaNode } from "../schemas/schema-node.ts";
import { causedId } from "../values/cause.ts";
import { addressOf } from "../values/references.ts";
import { samePlace } from "./compare.ts";
import { derive, deriveStep } from "./derive.ts";
import { onArray } from "./eager-lists.ts";
import type { HandleState, ListOperator } from "./host.ts";
import {
  addUniqueTo,
  incrementBy,
  pushTo,
  removeFrom,
  removeValueFrom,
  updateMembers,
} from "./list-operations.ts";
import { makeReader, readCell, readMeta, resolveCell, transactionOf } from "./reading.ts";
import { sendTo } from "./sending.ts";
import { syncCell } from "./syncing.ts";
import { writeValue } from "./writing.ts";

/** A method of a handle; `state` is that of the handle it was called on. */
export type Method = (state: HandleState, args: readonly unknown[], self: object) => unknown;

const OPAQUE = schemaNode(Object.freeze({ type: "unknown" }));

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

const sending: Record<string, Method> = { send: (state, [value]) => sendTo(state, value) };

const comparing: Record<string, Method> = {
  equals: (state, [other], self) =>
    samePlace(makeReader(state.host, transactionOf(state), true), self, other),
  equalLinks: (state, [other]) => {
    const address = addressOf(other);
    return address !== undefined && sameAddress(address, state.place.address());
  },
};

const stepping: Record<string, Method> = {
  key: (state, path) => deriveStep(state, path),
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
    const link = readMeta(state, "argument");
    const target = isLink(link) ? linkTarget(link, state.place.address()) : undefined;
    return target && derive(state, target, ABSENT_SCHEMA);
  },
  sync: (state, _args, self) => syncCell(state, self),
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

function toElements(
  state: HandleState,
  operator: ListOperator,
  inputs: { readonly op: unknown; readonly params: unknown },
): object {
  return state.host.applyToElements(operator, state.place.address(), inputs);
}
