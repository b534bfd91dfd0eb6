/** What the language is asked for: a list of locales that never leaves the host's locale to be found. */
import assert from "node:assert/strict";
import { installLocaleShim } from "../sandbox/locale-shim.ts";

type Asked = readonly unknown[];
const asked: Asked[] = [];

/** Methods that take locales, with the place of their locales among the arguments. */
const METHODS: readonly (readonly [prototype: object, name: string, value: unknown, at: number])[] =
  [
    [Number.prototype, "toLocaleString", 1, 0],
    [BigInt.prototype, "toLocaleString", 1n, 0],
    [Date.prototype, "toLocaleString", new Date(0), 0],
    [Date.prototype, "toLocaleDateString", new Date(0), 0],
    [Date.prototype, "toLocaleTimeString", new Date(0), 0],
    [String.prototype, "localeCompare", "a", 1],
    [String.prototype, "toLocaleLowerCase", "a", 0],
    [String.prototype, "toLocaleUpperCase", "a", 0],
  ];

for (const [prototype, name] of METHODS) {
  Object.defineProperty(prototype, name, {
    value: (...args: unknown[]) => void asked.push(args),
    configurable: true,
  });
}
installLocaleShim();

const LOCALES: readonly (readonly [given: unknown, expected: Asked])[] = [
  [undefined, ["en-US"]],
  ["de", ["de", "en-US"]],
  [["de", "fr"], ["de", "fr", "en-US"]],
  [[], ["en-US"]],
  [{}, ["en-US"]],
  [{ length: 1, 0: "de" }, ["de", "en-US"]],
  [1, ["en-US"]],
  [true, ["en-US"]],
  [1n, ["en-US"]],
  [Symbol.iterator, ["en-US"]],
  [() => {}, ["en-US"]],
];

for (const [prototype, name, value, at] of METHODS) {
  Deno.test(`${prototype.constructor.name} ${name} is asked with a list that ends with en-US`, () => {
    for (const [given, expected] of LOCALES) {
      asked.length = 0;
      const args = at === 0 ? [given] : ["b", given];
      Reflect.apply(Reflect.get(prototype, name), value, args);
      assert.deepEqual(asked[0]![at], expected, String(given));
    }
    const locale = new Intl.Locale("de");
    asked.length = 0;
    Reflect.apply(Reflect.get(prototype, name), value, at === 0 ? [locale] : ["b", locale]);
    assert.deepEqual(asked[0]![at], [locale, "en-US"]);
  });
}
