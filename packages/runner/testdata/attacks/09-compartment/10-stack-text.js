// attack: 09-compartment/10-stack-text
// kind: body
// by: loader
// expect: inert
"use strict";
exports.probe = probe;
const ns = require("./other.js");
function probe() {
  const reached = [];
  const foreign = /file:|packages\/|node:|ext:|\/work|\/tmp|\/home|[A-Z]:\\/;
  const errors = {
    own: () => new Error("x"),
    thrown: () => { throw new TypeError("x"); },
    ofLanguage: () => null.x,
    ofUrl: () => new URL("not a url"),
    ofDecoder: () => new TextDecoder("nothing"),
    ofBase64: () => atob("*"),
    ofClone: () => structuredClone(() => 1),
    ofClock: () => Date.now(),
    ofNetwork: () => fetch("http://a/"),
    ofStack: () => { const deep = () => deep(); deep(); },
    ofRegExp: () => new RegExp("("),
    ofJson: () => JSON.parse("{"),
    cloned: () => structuredClone(new Error("x")),
    aggregate: () => new AggregateError([new Error("x")]),
    ofNamespace: () => `${ns}`,
  };
  for (const [name, make] of Object.entries(errors)) {
    let error;
    try { error = make(); } catch (thrown) { error = thrown; }
    const texts = [error.stack, error.message, String(error)];
    const own = Object.getOwnPropertyDescriptor(error, "stack");
    if (own !== undefined && own.get !== undefined) texts.push(own.get.call(error), own.get.call(new Error("y")));
    for (let at = error; at !== null; at = Object.getPrototypeOf(at)) {
      for (const key of Reflect.ownKeys(at)) {
        const { value, get } = Object.getOwnPropertyDescriptor(at, key);
        if (typeof value === "string") texts.push(value);
        if (get !== undefined && get !== own?.get) try { texts.push(String(get.call(error))); } catch {}
      }
    }
    if (texts.some((text) => foreign.test(String(text)))) reached.push(`a host path in ${name}`);
    if (!Object.isFrozen(error.constructor) || !Object.isFrozen(Object.getPrototypeOf(error))) reached.push(`an unfrozen class of ${name}`);
    if (error.stack !== undefined && error.stack !== "") reached.push(`a stack in ${name}`);
  }
  const target = {};
  Error.captureStackTrace?.(target);
  if (target.stack) reached.push("a captured stack");
  for (const [key, value] of [["prepareStackTrace", (_error, sites) => sites], ["stackTraceLimit", 99]]) {
    try { Error[key] = value; } catch {}
    if (Error[key] === value) reached.push(`Error.${key} can be set`);
  }
  const seen = new Error("z").stack;
  if (Array.isArray(seen)) reached.push("call sites");
  for (const constructor of [TypeError, RangeError, AggregateError]) {
    if (Object.getPrototypeOf(constructor) !== Error) reached.push(`another parent of ${constructor.name}`);
  }
  return reached;
}
