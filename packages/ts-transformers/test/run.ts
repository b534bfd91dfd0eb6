/**
 * Runs emitted bodies in a small host that follows the loader's rules closely enough to compare
 * exports with plain JavaScript: modules in import order, frozen data, one registration.
 */
import { Script } from "node:vm";
import { WRAPPER_PARAMETERS } from "@commonfabric/contract";
import type { Compiled } from "./compile.ts";

export interface Ran {
  /** Exports of the entry, described as text and plain data. */
  readonly exports: Readonly<Record<string, unknown>>;
  /** Names registered by each module. */
  readonly registered: ReadonlyMap<string, readonly string[]>;
}

const BUILDER = Symbol("builder");

const builder = (kind: string) => (...args: unknown[]) => {
  const callback = args.find((argument) => typeof argument === "function");
  const factory = (inputs: unknown) => ({ applied: kind, inputs });
  return Object.assign(factory, { [BUILDER]: kind, callback });
};

const HOST: Record<string, unknown> = {
  pattern: builder("pattern"),
  render: builder("render"),
  lift: builder("lift"),
  handler: builder("handler"),
  NAME: "$NAME",
  UI: "$UI",
  __cf_data: frozenData,
  schema: frozenData,
  valueEqual: Object.is,
};

/** Freezes plain data in depth; refuses what the sandbox's freezer refuses. */
function frozenData(value: unknown): unknown {
  if (typeof value === "function") throw new TypeError("a function is no data");
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  const prototype = Object.getPrototypeOf(value)?.constructor?.name ?? "Object";
  if (!["Object", "Array", "Map", "Set", "RegExp"].includes(prototype)) {
    throw new TypeError(`${prototype} is no data`);
  }
  const members = value instanceof Map ? [...value].flat() : value instanceof Set ? [...value] : [];
  Object.freeze(value);
  [...Object.values(value), ...members].forEach(frozenData);
  return value;
}

function hardenFn(fn: unknown, name?: string): unknown {
  if (typeof fn !== "function") throw new TypeError("not a function");
  if (fn.name === "" && name !== undefined) Object.defineProperty(fn, "name", { value: name });
  return Object.freeze(fn);
}

/** Runs the program from `entry` and describes what it exports. */
export function run({ bodies }: Pick<Compiled, "bodies">, entry: string): Ran {
  const loaded = new Map<string, Record<string, unknown>>();
  const registered = new Map<string, readonly string[]>();
  const importDefault = (module: { __esModule?: boolean }) =>
    module.__esModule ? module : { default: module };
  const helpers: Record<string, unknown> = {
    __cfHelpers: HOST,
    __cfHardenFn: hardenFn,
    __importDefault: importDefault,
    __importStar: (module: unknown) => module,
    __exportStar: (from: Record<string, unknown>, to: Record<string, unknown>) => {
      for (const key of Object.keys(from)) {
        if (key === "default" || Object.hasOwn(to, key)) continue;
        Object.defineProperty(to, key, { enumerable: true, get: () => from[key] });
      }
    },
  };
  const load = (path: string): Record<string, unknown> => {
    const done = loaded.get(path);
    if (done !== undefined) return done;
    const exports: Record<string, unknown> = {};
    loaded.set(path, exports);
    const parameters = new Map(Object.entries(helpers));
    parameters.set("exports", exports);
    parameters.set(
      "require",
      (specifier: string) => specifier.startsWith("./") ? load(specifier.slice(1)) : HOST,
    );
    parameters.set("__cfReg", (names: object) => registered.set(path, Object.keys(names)));
    const text = `(function (${WRAPPER_PARAMETERS.join(", ")}) {${bodies.get(path)}\n})`;
    new Script(text, { filename: path }).runInThisContext()(
      ...WRAPPER_PARAMETERS.map((name) => parameters.get(name)),
    );
    return exports;
  };
  const exports = load(entry);
  return {
    registered,
    exports: Object.fromEntries(Object.keys(exports).map((key) => [key, describe(exports[key])])),
  };
}

function describe(value: unknown): unknown {
  if (typeof value === "function") {
    const kind = (value as { [BUILDER]?: string })[BUILDER];
    const frozen = Object.isFrozen(value) ? "" : " (open)";
    return kind === undefined ? `function ${value.name}${frozen}` : `builder ${kind}`;
  }
  if (value instanceof Map || value instanceof Set) return { [value.constructor.name]: [...value] };
  if (typeof value === "bigint" || value instanceof RegExp) return String(value);
  return value === undefined ? "undefined" : value;
}
