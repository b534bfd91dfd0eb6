/** Evaluates bodies in CommonJS form, emitted or transpiled, with the parameters of the wrapper. */
import { Script } from "node:vm";
import { WRAPPER_PARAMETERS } from "@commonfabric/contract";

export interface Loading {
  readonly bodies: ReadonlyMap<string, string>;
  readonly host: Readonly<Record<string, unknown>>;
  readonly register: (names: Readonly<Record<string, unknown>>) => void;
}

/** The exports of `entry`. Each module is evaluated once, imports first. */
export function loadBodies(loading: Loading, entry: string): Readonly<Record<string, unknown>> {
  const loaded = new Map<string, Record<string, unknown>>();
  const load = (path: string): Record<string, unknown> => {
    const done = loaded.get(path);
    if (done !== undefined) return done;
    const body = loading.bodies.get(path);
    if (body === undefined) throw new Error(`There is no body of ${path}`);
    const exports: Record<string, unknown> = {};
    loaded.set(path, exports);
    const parameters = wrapperParameters(exports, load, loading);
    const text = `(function (${WRAPPER_PARAMETERS.join(", ")}) {"use strict";${body}\n})`;
    new Script(text, { filename: path }).runInThisContext()(
      ...WRAPPER_PARAMETERS.map((name) => parameters.get(name)),
    );
    return exports;
  };
  return load(entry);
}

function wrapperParameters(
  exports: Record<string, unknown>,
  load: (path: string) => unknown,
  { host, register }: Loading,
): ReadonlyMap<string, unknown> {
  return new Map<string, unknown>([
    ["exports", exports],
    [
      "require",
      (specifier: string) => specifier.startsWith("./") ? load(specifier.slice(1)) : host,
    ],
    ["__cfHelpers", host],
    ["__cfHardenFn", (fn: unknown) => fn],
    ["__cfReg", register],
    [
      "__importDefault",
      (module: { __esModule?: boolean }) => module.__esModule ? module : { default: module },
    ],
    ["__importStar", (module: unknown) => module],
    ["__exportStar", (from: Record<string, unknown>, to: Record<string, unknown>) => {
      for (const key of Object.keys(from)) {
        if (key === "default" || Object.hasOwn(to, key)) continue;
        Object.defineProperty(to, key, { enumerable: true, get: () => from[key] });
      }
    }],
  ]);
}
