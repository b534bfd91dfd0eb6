/** Locale and time zone are those of no host: every method, every form of its arguments. */
import assert from "node:assert/strict";
import { makeSandboxGlobals, prepareCompartment } from "../sandbox/compartment.ts";
import { evaluateInCompartment } from "../sandbox/evaluate-in-compartment.ts";
import { ensureLockdown } from "../sandbox/lockdown.ts";

ensureLockdown();
const compartment = prepareCompartment(makeSandboxGlobals(), { name: "locale" });
const guest = (text: string): unknown => evaluateInCompartment(compartment, text);

const VALUES: readonly (readonly [text: string, shown: unknown])[] = [
  ["(1234.5).toLocaleString()", "1,234.5"],
  ["(1234.5).toLocaleString(undefined, {})", "1,234.5"],
  ["(1234.5).toLocaleString([])", "1,234.5"],
  ["(1234.5).toLocaleString(['xx-nowhere', 'de'])", "1.234,5"],
  ["(1234.5).toLocaleString({ length: 1, 0: 'de' })", "1.234,5"],
  ["(0.5).toLocaleString('en', { style: 'percent' })", "50%"],
  ["(0.5).toLocaleString('en', Object.assign(Object.create(null), { style: 'percent' }))", "50%"],
  ["(12345n).toLocaleString()", "12,345"],
  ["(12345n).toLocaleString('de')", "12.345"],
  ["new Date(0).toLocaleDateString()", "1/1/1970"],
  ["new Date(0).toLocaleDateString('en', { timeZone: undefined })", "1/1/1970"],
  ["new Date(0).toLocaleTimeString()", "12:00:00 AM"],
  ["new Date(0).toLocaleTimeString('en', { timeZone: 'Asia/Tokyo' })", "9:00:00 AM"],
  ["new Date(0).toLocaleString('de')", "1.1.1970, 00:00:00"],
  ["'i'.toLocaleUpperCase()", "I"],
  ["'i'.toLocaleUpperCase('tr')", "\u0130"],
  ["'I'.toLocaleLowerCase('tr')", "\u0131"],
  ["'I'.toLocaleLowerCase()", "i"],
  ["'a'.localeCompare('B')", -1],
  ["'z'.localeCompare('\\u00e4', 'sv')", -1],
  ["'z'.localeCompare('\\u00e4')", 1],
  ["'a'.localeCompare('A', 'en', { sensitivity: 'base' })", 0],
  ["[1234.5].toLocaleString()", "1,234.5"],
  ["new Date(0).getTimezoneOffset()", 0],
  ["new Date(2020, 5, 1).getHours()", 0],
  ["String(new Date(0)).slice(25)", "GMT+0000 (Coordinated Universal Time)"],
];

Deno.test("locale methods answer the same on every host", () => {
  for (const [text, shown] of VALUES) assert.equal(guest(text), shown, text);
});

const REFUSED: readonly string[] = ["null", "1", "'en'", "() => {}", "Object.create({})", "[]"];
const OPTIONS_METHODS: readonly string[] = [
  "(1).toLocaleString('en', @)",
  "(1n).toLocaleString('en', @)",
  "'a'.localeCompare('b', 'en', @)",
  "new Date(0).toLocaleString('en', @)",
  "new Date(0).toLocaleDateString('en', @)",
  "new Date(0).toLocaleTimeString('en', @)",
];

Deno.test("options of a locale are absent or a plain object, and their zone is no getter", () => {
  for (const method of OPTIONS_METHODS) {
    for (const options of [...REFUSED, "{ get timeZone() { return 'UTC'; } }"]) {
      const text = method.replace("@", options);
      assert.throws(() => guest(text), {
        name: "TypeError",
        message: /^(?:Locale|The locale) option/,
      });
    }
  }
});

Deno.test("locales of every form are lists of texts, or refused by the language", () => {
  for (const locales of ["null", "{ length: 1, 0: 1 }", "[1]", "(a) => {}"]) {
    assert.throws(() => guest(`(1).toLocaleString(${locales})`), TypeError, locales);
  }
});

Deno.test("the methods look like those of the language and construct nothing", () => {
  for (
    const [holder, name, length] of [
      ["Number.prototype", "toLocaleString", 0],
      ["String.prototype", "localeCompare", 1],
      ["Date.prototype", "toLocaleDateString", 0],
      ["Date.prototype", "getHours", 0],
      ["Date.prototype", "setHours", 4],
    ] as const
  ) {
    assert.equal(guest(`${holder}.${name}.length`), length, name);
    assert.equal(guest(`${holder}.${name}.name`), name);
    assert.throws(() => guest(`new ${holder}.${name}()`), TypeError, name);
  }
});
