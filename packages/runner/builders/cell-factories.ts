/** `Cell`, `Writable` and `cell`: fresh state of an instance, or of a running action. */
import type { JSONSchema } from "@commonfabric/api";
import { pendingBinding } from "./bind.ts";
import { type BuilderHost, type CellOptions, runningAction } from "./builder-host.ts";
import { freezeCause } from "./cause-data.ts";
import { LIST_OPERATORS, requireBuild } from "./operators.ts";
import { makeReference } from "./reference.ts";

/** The value exports that make cells, by name. */
export function makeCellFactories(host: BuilderHost): Record<string, unknown> {
  const make = (options: CellOptions): object => {
    const action = runningAction();
    if (action !== undefined) return action.makeCell(options) as object;
    const build = requireBuild("A cell");
    const initial = options.initial === undefined
      ? undefined
      : pendingBinding(options.initial.value, build);
    const cause = options.cause && { cause: freezeCause(options.cause.cause, build) };
    const cell = build.addCell("cell", { schema: options.schema, isHandle: true });
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
  const withValue = (...parameters: unknown[]): object => {
    const [value, schema] = parameters;
    return make({
      schema: host.freezePlainData(schema) as JSONSchema | undefined,
      ...(value === undefined ? {} : { initial: { value } }),
    });
  };
  const constructorNamed = (name: string): object => {
    // A function that answers with an object does so under `new` as well.
    const factory = function (...parameters: unknown[]): object {
      return withValue(...parameters);
    };
    Object.defineProperty(factory, "name", { value: name });
    const members: Record<string, unknown> = {
      of: withValue,
      for: (cause: unknown) => make({ cause: { cause } }),
      equals: (a: unknown, b: unknown) => host.equals(a, b),
    };
    for (const [key, member] of Object.entries(members)) {
      Object.defineProperty(factory, key, { value: Object.freeze(member), enumerable: true });
    }
    Object.freeze(factory.prototype);
    return Object.freeze(factory);
  };
  return {
    Cell: constructorNamed("Cell"),
    Writable: constructorNamed("Writable"),
    cell: withValue,
  };
}
