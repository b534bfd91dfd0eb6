/** `Cell`, `Writable` and `cell`: fresh state of an instance, or of a running action. */
import type { JSONSchema } from "@commonfabric/api";
import { pendingBinding } from "./bind.ts";
import { type BuilderHost, type CellOptions, runningAction } from "./builder-host.ts";
import { refuseReservedText } from "../values/cause.ts";
import { freezeCause } from "./cause-data.ts";
import { streamOf } from "./node-cells.ts";
import { LIST_OPERATORS, requireBuild } from "./operators.ts";
import { makeReference } from "./reference.ts";
import type { CellScope } from "../types.ts";

const SCOPED_FORMS = { perSpace: "space", perUser: "user", perSession: "session" } as const;
/** Handles that do less than a cell; in a graph each is a place like any other. */
const NARROW_HANDLES = ["OpaqueCell", "ReadonlyCell", "WriteonlyCell", "ComparableCell"] as const;

/** The value exports that make cells, by name. */
export function makeCellFactories(host: BuilderHost): Record<string, unknown> {
  const make = (options: CellOptions): object => {
    const action = runningAction();
    if (action !== undefined) return action.makeCell(options) as object;
    const build = requireBuild("A cell");
    const initial = options.initial === undefined
      ? undefined
      : pendingBinding(options.initial.value, build);
    refuseReservedText(options.cause?.cause);
    const cause = options.cause && { cause: freezeCause(options.cause.cause, build) };
    const cell = build.addCell("cell", {
      schema: options.schema,
      scope: options.scope,
      isHandle: true,
    });
    cell.explicitCause = cause;
    if (initial !== undefined) {
      cell.initial = initial;
      cell.hasInitial = true;
    }
    const place = { kind: "internal" as const, build, cell };
    return makeReference(
      { place, path: [], schema: options.schema, schemaOverride: false },
      LIST_OPERATORS,
    );
  };
  const valueMaker = (scope?: CellScope): Create => (...parameters) => {
    const [value, schema] = parameters;
    return make({
      schema: host.freezePlainData(schema) as JSONSchema | undefined,
      ...(value === undefined ? {} : { initial: { value } }),
      scope,
    });
  };
  const nameMaker = (scope?: CellScope): Create => (cause) => make({ cause: { cause }, scope });
  const withValue = valueMaker();
  const forms = { of: withValue, for: nameMaker() };
  const cellConstructor = (name: string): object => {
    const scoped = Object.entries(SCOPED_FORMS).map(([form, scope]) => {
      const create = valueMaker(scope);
      return [form, constructorOf(form, create, { of: create, for: nameMaker(scope) })] as const;
    });
    const equals = (a: unknown, b: unknown) => host.equals(a, b);
    return constructorOf(name, withValue, { ...forms, equals, ...Object.fromEntries(scoped) });
  };
  const narrow = NARROW_HANDLES.map((name) => [name, constructorOf(name, withValue, forms)]);
  return {
    Cell: cellConstructor("Cell"),
    Writable: cellConstructor("Writable"),
    cell: withValue,
    ...Object.fromEntries(narrow),
    Stream: streamConstructor(host),
  };
}

type Create = (...parameters: unknown[]) => object;

/** A stream that no handler serves until one is bound. */
function streamConstructor(host: BuilderHost): object {
  const create = (_value: unknown, schema: unknown): object =>
    streamOf(requireBuild("A stream"), host.freezePlainData(schema) as JSONSchema | undefined);
  const named = (cause: unknown, schema: unknown): object => {
    const stream = create(undefined, schema);
    (stream as { for(cause: unknown): object }).for(cause);
    return stream;
  };
  return constructorOf("Stream", create, { of: create, for: named });
}

/** `create` as a constructor with static `members`. */
function constructorOf(name: string, create: Create, members: Record<string, unknown>): object {
  // A function that answers with an object does so under `new` as well.
  const factory = function (...parameters: unknown[]): object {
    return create(...parameters);
  };
  Object.defineProperty(factory, "name", { value: name });
  for (const [key, member] of Object.entries(members)) {
    Object.defineProperty(factory, key, { value: Object.freeze(member), enumerable: true });
  }
  Object.freeze(factory.prototype);
  return Object.freeze(factory);
}
