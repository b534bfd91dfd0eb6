/**
 * `load-7`: reads the rows of a program by key, digests each body and evaluates its records in a
 * fresh frozen compartment. No verifier, no attestation, no check of what was read.
 */
import { recordingHost } from "./recording-host.ts";
import { sha256All } from "./sha256.ts";
import type { SqlFloor } from "./sql.ts";

/** A row: the body, its export names, and the row keys that its specifiers stand for. */
export interface ModuleRow {
  readonly body: string;
  readonly exports: readonly string[];
  readonly imports: Readonly<Record<string, string>>;
}

/** Keys of a program's rows, dependencies first; the last one is the entry. */
export type RowKeys = readonly string[];

export interface LoadedModules {
  readonly ms: number;
  readonly digests: readonly string[];
  readonly entry: Readonly<Record<string, unknown>>;
  readonly lifted: readonly ((...args: never[]) => unknown)[];
}

interface SesCompartment {
  readonly globalThis: object;
  evaluate(text: string): unknown;
  importNow(key: string): Record<string, unknown>;
}

type SesConstructor = new (options: {
  readonly __options__: true;
  readonly resolveHook: (specifier: string, referrer: string) => string;
  readonly importNowHook: (key: string) => object;
}) => SesCompartment;

type Functor = (
  exports: Record<string, unknown>,
  require: (specifier: string) => unknown,
  helpers: unknown,
  hardenFn: () => void,
  reg: () => void,
) => void;

const HOST_KEY = "commonfabric";

/** Loads the program of `keys`. The realm is locked down by the caller. */
export function loadModules(store: SqlFloor, keys: RowKeys): LoadedModules {
  const started = performance.now();
  const rows = new Map<string, ModuleRow>();
  for (const key of keys) rows.set(key, JSON.parse(store.read(key)) as ModuleRow);
  const digests = sha256All([...rows.values()].map(({ body }) => body));
  const host = recordingHost();
  const Compartment = Reflect.get(globalThis, "Compartment") as SesConstructor;
  const compartment = new Compartment({
    __options__: true,
    resolveHook: (specifier, referrer) => rows.get(referrer)?.imports[specifier] ?? HOST_KEY,
    importNowHook: (key) => recordOf(key, rows, host),
  });
  Object.freeze(compartment.globalThis);
  for (const key of keys) compartment.importNow(key);
  const entry = compartment.importNow(keys.at(-1)!);
  return { ms: performance.now() - started, digests, entry, lifted: host.lifted };
}

function recordOf(
  key: string,
  rows: ReadonlyMap<string, ModuleRow>,
  host: ReturnType<typeof recordingHost>,
): object {
  const row = rows.get(key);
  if (row === undefined) {
    return {
      imports: [],
      exports: Object.keys(host.namespace),
      execute: (exports: Record<string, unknown>) => void Object.assign(exports, host.namespace),
    };
  }
  return {
    imports: Object.keys(row.imports),
    exports: row.exports,
    execute(
      exports: Record<string, unknown>,
      compartment: SesCompartment,
      resolved: Readonly<Record<string, string>>,
    ): void {
      const functor = compartment.evaluate(
        `(function (exports, require, __cfHelpers, __cfHardenFn, __cfReg) {${row.body}\n})\n` +
          `//# sourceURL=floor:${key}`,
      ) as Functor;
      const named: Record<string, unknown> = {};
      const require = (specifier: string) => compartment.importNow(resolved[specifier]!);
      functor(named, require, host.helpers, () => {}, () => {});
      for (const name of row.exports) exports[name] = named[name];
    },
  };
}
