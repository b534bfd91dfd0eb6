/**
 * References: what pattern code sees instead of data while a body runs. A reference is a proxy over
 * an empty frozen object; everything it is lies in a weak map, so no guest operation reaches it.
 * Property access and `key` give references, everything that would need a value throws.
 */
import type { JSONSchema } from "@commonfabric/api";
import { schemaNode } from "../schemas/schema-node.ts";
import { currentBuild, type PatternBuild } from "./build.ts";
import { refuseReservedText } from "../values/cause.ts";
import { freezeCause } from "./cause-data.ts";
import { copyTree } from "./copy-tree.ts";
import { NoGraphError, PatternBodyReadError, ReferenceCauseError } from "./errors.ts";
import {
  describePlace,
  recordReference,
  type ReferenceState,
  referenceState,
} from "./reference-state.ts";

/** The key of the instance's own result on the input of a body. */
export const SELF: unique symbol = Symbol.for("commonfabric.SELF") as never;

/** Operators on lists that a reference offers; implemented beside the other operators. */
export interface ReferenceOperators {
  list(name: "map" | "filter" | "flatMap", list: object, op: unknown, params: unknown): object;
}

const FROZEN = Object.freeze(Object.create(null)) as object;
const THROWING_SYMBOLS: ReadonlySet<symbol> = new Set([
  Symbol.iterator,
  Symbol.asyncIterator,
  Symbol.toPrimitive,
]);

/** Makes the reference of `state`. One object for one place is not promised to guests. */
export function makeReference(state: ReferenceState, operators: ReferenceOperators): object {
  const children = new Map<string, object>();
  const methods = makeMethods(state, operators);
  const refuse = (): never => {
    throw new PatternBodyReadError(describePlace(state));
  };
  const handler: ProxyHandler<object> = {
    get(_target, key) {
      if (typeof key === "symbol") {
        if (key === SELF && state.place.kind === "argument" && state.path.length === 0) {
          return makeReference({
            place: { kind: "result", build: state.place.build },
            path: [],
            schema: state.place.build.resultSchema,
            schemaOverride: false,
          }, operators);
        }
        return THROWING_SYMBOLS.has(key) ? refuse() : undefined;
      }
      const method = methods.get(key);
      if (method !== undefined) return method;
      let child = children.get(key);
      if (child === undefined) {
        child = makeReference(step(state, [key]), operators);
        children.set(key, child);
      }
      return child;
    },
    has: refuse,
    ownKeys: refuse,
    getOwnPropertyDescriptor: refuse,
    set: refuse,
    defineProperty: refuse,
    deleteProperty: refuse,
  };
  const reference = new Proxy(FROZEN, handler);
  recordReference(reference, state);
  return reference;
}

function step(state: ReferenceState, path: readonly string[]): ReferenceState {
  const node = path.reduce((at, segment) => at.step(segment), schemaNode(state.schema));
  return {
    place: state.place,
    path: [...state.path, ...path],
    schema: node.toSchema(),
    schemaOverride: false,
  };
}

type Method = (...parameters: unknown[]) => unknown;

/** Method names never lead to data: a field of such a name is reached with `key("get")`. */
function makeMethods(
  state: ReferenceState,
  operators: ReferenceOperators,
): ReadonlyMap<string, Method> {
  const methods = new Map<string, Method>();
  const add = (name: string, body: (self: object, parameters: unknown[]) => unknown) => {
    const method = (...parameters: unknown[]): unknown => {
      requireBuild(state.place.build);
      return body(self(), parameters);
    };
    methods.set(name, Object.freeze(method));
  };
  const self = () => makeReference(state, operators);
  const refuseRead = (): never => {
    throw new PatternBodyReadError(describePlace(state));
  };
  add("key", (_self, path) => {
    const segments = path.map((segment) => keySegment(segment, state));
    return makeReference(step(state, segments), operators);
  });
  add("for", (me, [cause, allowIfSet]) => {
    nameCell(state, cause, allowIfSet === true);
    return me;
  });
  add(
    "asSchema",
    (_self, [given]) => {
      // The graph keeps the schema for as long as the code lives: an accessor in it, or an object
      // that its author still holds, would be state that outlives the body.
      const schema = copyTree(given, () => undefined) as JSONSchema;
      declareCell(state, schema);
      return makeReference({ ...state, schema, schemaOverride: true }, operators);
    },
  );
  add("resolveAsCell", (me) => me);
  // The value of a handle is a reference as well; it is read when the graph runs.
  add("get", (me) => isHandlePlace(state) ? me : refuseRead());
  for (const name of READERS) add(name, refuseRead);
  add("mapWithPattern", (me, [op, params]) => operators.list("map", me, op, params));
  add("filterWithPattern", (me, [op, params]) => operators.list("filter", me, op, params));
  add("flatMapWithPattern", (me, [op, params]) => operators.list("flatMap", me, op, params));
  return methods;
}

/** Everything else that reads or writes through a handle or converts a value. */
const READERS = [
  "sample",
  "set",
  "update",
  "push",
  "addUnique",
  "increment",
  "remove",
  "removeByValue",
  "removeAll",
  "send",
  "map",
  "filter",
  "flatMap",
  "reduce",
  "find",
  "findIndex",
  "forEach",
  "toString",
  "toLocaleString",
  "valueOf",
  "toJSON",
] as const;

function requireBuild(build: PatternBuild): void {
  if (currentBuild() !== build) throw new NoGraphError("A method of a reference");
}

function isHandlePlace(state: ReferenceState): boolean {
  const ownHandle = state.place.kind === "internal" && state.path.length === 0 &&
    state.place.cell.isHandle;
  return ownHandle || schemaNode(state.schema).handles.length > 0;
}

function keySegment(segment: unknown, state: ReferenceState): string {
  if (typeof segment === "string") return segment;
  if (typeof segment === "number" && Number.isSafeInteger(segment) && segment >= 0) {
    return String(segment);
  }
  if (referenceState(segment) !== undefined) {
    throw new PatternBodyReadError(describePlace(referenceState(segment)!));
  }
  throw new TypeError(`key() of ${describePlace(state)} expects names or array indexes`);
}

/** `Cell.for(cause).asSchema(schema)` is how a cell without value says what it holds. */
function declareCell({ place, path }: ReferenceState, schema: JSONSchema): void {
  if (place.kind === "internal" && path.length === 0 && place.cell.isHandle) {
    place.cell.schema ??= schema;
  }
}

function nameCell(state: ReferenceState, cause: unknown, allowIfSet: boolean): void {
  const { place, path } = state;
  const free = place.kind === "internal" && path.length === 0 &&
    place.cell.explicitCause === undefined;
  if (!free) {
    if (allowIfSet) return;
    throw new ReferenceCauseError(describePlace(state));
  }
  // Names that the compiler gives are keys and variables: they may begin with anything.
  if (!allowIfSet) refuseReservedText(cause);
  place.cell.explicitCause = { cause: freezeCause(cause, place.build) };
}
