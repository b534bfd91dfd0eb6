/** State that freezing does not reach: what a class of the language keeps behind a slot. */

type Probe = (value: object) => unknown;

const getter = (of: object, name: string): Probe => {
  const { get } = Reflect.getOwnPropertyDescriptor(of, name)!;
  return (value) => Reflect.apply(get!, value, []);
};
const method = (of: object, name: string, ...args: unknown[]): Probe => {
  const { value: fn } = Reflect.getOwnPropertyDescriptor(of, name)!;
  return (value) => Reflect.apply(fn, value, args);
};
const prototypeOf = (value: object): object => Object.getPrototypeOf(value);

/** Each answers for values of its class and throws for all others. */
const PROBES: readonly (readonly [string, Probe])[] = [
  ["Map", getter(Map.prototype, "size")],
  ["Set", getter(Set.prototype, "size")],
  ["WeakMap", method(WeakMap.prototype, "has", {})],
  ["WeakSet", method(WeakSet.prototype, "has", {})],
  ["Date", method(Date.prototype, "getTime")],
  ["ArrayBuffer", getter(ArrayBuffer.prototype, "byteLength")],
  ["DataView", getter(DataView.prototype, "byteLength")],
  ["typed array", method(prototypeOf(Uint8Array.prototype), "fill", 0, 0, 0)],
  ["generator", method(prototypeOf((function* () {}).prototype), "return")],
  ["array iterator", method(prototypeOf([].values()), "next")],
  ["map iterator", method(prototypeOf(new Map().entries()), "next")],
  ["set iterator", method(prototypeOf(new Set().values()), "next")],
  ["string iterator", method(prototypeOf(""[Symbol.iterator]()), "next")],
];

/**
 * The class whose state `value` has, or `undefined`. A regular expression has none once it is
 * frozen: its `lastIndex` is a property. Generators and iterators are ended by the question.
 */
export function hiddenState(value: object): string | undefined {
  // A function has none of these slots.
  if (typeof value === "function") return undefined;
  for (const [name, probe] of PROBES) {
    try {
      probe(value);
      return name;
    } catch {
      // Of another class.
    }
  }
  return undefined;
}
