/**
 * Values that stand for what other modules export. A function is a recording proxy: frozen, it
 * answers every member with a stub of a longer path, and tells the recording what was called on it
 * and what was written to it. Two stubs of one path are one object: a stub has no state.
 */
import { freezePlainData } from "../../../sandbox/plain-data.ts";
import { noteCall } from "./recording.ts";

const pathOf = new WeakMap<object, string>();
const made = new Map<string, object>();

/** `function`: can be called and constructed. `data`: plain data. */
export type StubKind = "function" | "data";

/** The stub of `path`. */
export function stub(path: string, kind: StubKind): object {
  const key = `${kind} ${path}`;
  let known = made.get(key);
  if (known === undefined) {
    if (made.size > STUB_BOUND) made.clear();
    known = kind === "data" ? dataStub(path) : new Proxy(functionTarget(), handler(path));
    pathOf.set(known, path);
    made.set(key, known);
  }
  return known;
}

/** The path of a stub, or `undefined` for any other value. */
export function stubPath(value: unknown): string | undefined {
  return isObject(value) ? pathOf.get(value) : undefined;
}

const STUB_BOUND = 20_000;
/** Chains of calls on stubs end here, so that loops over what they answer end as well. */
const LONGEST_PATH = 160;

/** What another module exports as data. No proxy passes for it. */
function dataStub(path: string): object {
  return freezePlainData({ text: path, list: [1, 2], a: { b: { c: 1 } }, b: { c: 1 } });
}

function functionTarget(): object {
  const fn = function stubbed() {};
  Object.freeze(fn.prototype);
  return Object.freeze(fn);
}

function handler(path: string): ProxyHandler<object> {
  return {
    get(of, key) {
      if (Object.hasOwn(of, key)) return Reflect.get(of, key);
      if (key === Symbol.toPrimitive) return () => path;
      if (key === Symbol.iterator) return [][Symbol.iterator];
      if (typeof key === "symbol" || key === "then" || key === "toJSON") return undefined;
      if (path.length > LONGEST_PATH) return undefined;
      return stub(`${path}.${key}`, "function");
    },
    apply(_of, _self, args) {
      noteCall(`call ${path}(${args.length})`);
      if (path.length > LONGEST_PATH) return undefined;
      return stub(`${path}()`, "function");
    },
    construct(_of, args) {
      noteCall(`new ${path}(${args.length})`);
      return stub(`${path}()`, "function");
    },
    set(_of, key) {
      noteCall(`set ${path}.${String(key)}`);
      return false;
    },
    defineProperty(of, key, descriptor) {
      // Freezing a stub once more defines what it is.
      if (Reflect.defineProperty(of, key, descriptor)) return true;
      noteCall(`define ${path}.${String(key)}`);
      return false;
    },
    deleteProperty(_of, key) {
      noteCall(`delete ${path}.${String(key)}`);
      return false;
    },
    setPrototypeOf(_of) {
      noteCall(`setPrototypeOf ${path}`);
      return false;
    },
  };
}

function isObject(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}
