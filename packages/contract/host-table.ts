/**
 * The host table: which module names the host provides, and what their exports are. It is data,
 * read by the resolver, the verifier and the loader; package `api` holds the rows.
 */

/** Where the verifier finds the callback of a builder call. */
export type CallbackRule =
  /** The callback is at this argument position. */
  | { readonly kind: "argument"; readonly index: number }
  /** The first direct callback among the first `count` arguments. */
  | { readonly kind: "first-of"; readonly count: number }
  /** The argument at `first` (0 when absent) if it is a direct callback, else that at `otherwise`. */
  | { readonly kind: "first-or"; readonly first?: number; readonly otherwise: number }
  /** No callback: argument 0 is a builder. */
  | { readonly kind: "builder-argument" }
  /** No callback: argument 0 is a literal whose members are builders. */
  | { readonly kind: "builder-record" };

/** What the verifier must know of an export; absent for an ordinary value. */
export interface HostExportRule {
  readonly callback?: CallbackRule;
  readonly maxArguments?: number;
  /** A data helper: its call is module data. */
  readonly data?: true;
  /** May be called inside a data thunk. */
  readonly pure?: true;
}

export interface HostExport {
  readonly name: string;
  /** `internal` exports are reachable through `__cfHelpers` only, never by an import. */
  readonly category: "builder" | "call" | "cell" | "constant" | "data" | "internal" | "type";
  readonly verify?: HostExportRule;
}

export interface HostModule {
  readonly name: string;
  readonly exports: ReadonlyMap<string, HostExport>;
}

/** The host modules by name. */
export interface HostTable {
  readonly modules: ReadonlyMap<string, HostModule>;
  /** The module whose namespace, plus its internal exports, is `__cfHelpers`. */
  readonly helpers: string;
}

/** The runtime value `name` of host module `module` as an author can import it, or `undefined`. */
export function importableHostExport(
  table: HostTable,
  module: string,
  name: string,
): HostExport | undefined {
  const found = table.modules.get(module)?.exports.get(name);
  return found === undefined || found.category === "internal" || found.category === "type"
    ? undefined
    : found;
}

/** The runtime value `name` of `__cfHelpers`, or `undefined`. */
export function helperExport(table: HostTable, name: string): HostExport | undefined {
  const found = table.modules.get(table.helpers)?.exports.get(name);
  return found === undefined || found.category === "type" ? undefined : found;
}

/** Names of the host modules that every host provides. */
export const AUTHORED_HOST_NAMES: readonly string[] = Object.freeze([
  "commonfabric",
  "commonfabric/schema",
  "commonfabric/cfc",
]);

/** A table that knows names only: enough for resolution and identity, where hosts count by name. */
export function hostTableOfNames(names: readonly string[]): HostTable {
  const modules = new Map(names.map((name) => [name, { name, exports: new Map() }]));
  return { modules, helpers: names[0] ?? "" };
}
