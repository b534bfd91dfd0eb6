// attack: 05-hidden-state/11-intrinsic-write
// kind: body
// by: loader
// expect: throws(TypeError)
"use strict";
exports.probe = probe;

function refused(attempts) {
  const reached = [];
  for (const [name, attempt] of Object.entries(attempts)) {
    try {
      attempt();
      reached.push(name);
    } catch (error) {
      if (!(error instanceof TypeError)) reached.push(`${name}: ${error}`);
    }
  }
  if (reached.length === 0) throw new TypeError("every attempt was refused");
  return reached;
}
function probe() {
  return refused({
    object: () => (Object.prototype.extra = 1),
    array: () => (Array.prototype.extra = 1),
    push: () => (Array.prototype.push = () => 1),
    string: () => (String.prototype.extra = 1),
    functionPrototype: () => (Object.getPrototypeOf(function () {}).extra = 1),
    generator: () => (Object.getPrototypeOf(function* () {}).extra = 1),
    generatorObject: () => (Object.getPrototypeOf(Object.getPrototypeOf((function* () {})())).extra = 1),
    asyncGenerator: () => (Object.getPrototypeOf(async function* () {}).extra = 1),
    asyncIterator: () => (Object.getPrototypeOf(Object.getPrototypeOf(Object.getPrototypeOf((async function* () {})()))).extra = 1),
    asyncFunction: () => (Object.getPrototypeOf(async () => 1).extra = 1),
    arrayIterator: () => (Object.getPrototypeOf([].values()).next = () => ({ done: true })),
    mapIterator: () => (Object.getPrototypeOf(new Map().entries()).extra = 1),
    setIterator: () => (Object.getPrototypeOf(new Set().values()).extra = 1),
    stringIterator: () => (Object.getPrototypeOf(""[Symbol.iterator]()).extra = 1),
    matchIterator: () => (Object.getPrototypeOf("a".matchAll(/a/g)).extra = 1),
    iteratorHelper: () => (Object.getPrototypeOf([].values().map((x) => x)).extra = 1),
    wrappedIterator: () => (Object.getPrototypeOf(Iterator.from({ next() { return { done: true, value: 1 }; } })).extra = 1),
    iterator: () => (Iterator.prototype.extra = 1),
    typedArray: () => (Object.getPrototypeOf(Uint8Array.prototype).extra = 1),
    typedArrayConstructor: () => (Object.getPrototypeOf(Uint8Array).extra = 1),
    promise: () => (Promise.prototype.then = () => 1),
    promiseStatic: () => (Promise.resolve = () => 1),
    species: () => Object.defineProperty(Array, Symbol.species, { value: 1 }),
    symbolPrototype: () => (Symbol.prototype.extra = 1),
    registered: () => { Symbol.for("shared").extra = 1; },
    regExp: () => (RegExp.prototype.exec = () => null),
    date: () => (Date.prototype.getTime = () => 1),
    error: () => (Error.prototype.name = "x"),
    errorStatic: () => (Error.extra = 1),
    errorLimit: () => Object.defineProperty(Error, "stackTraceLimit", { value: 1 }),
    math: () => (Math.max = () => 1),
    json: () => (JSON.parse = () => 1),
    reflect: () => (Reflect.apply = () => 1),
    map: () => (Map.prototype.get = () => 1),
    weakMap: () => (WeakMap.prototype.get = () => 1),
    number: () => (Number.prototype.toString = () => "1"),
    bigint: () => (BigInt.prototype.extra = 1),
    boolean: () => (Boolean.prototype.extra = 1),
    buffer: () => (ArrayBuffer.prototype.extra = 1),
    view: () => (DataView.prototype.extra = 1),
    text: () => (TextEncoder.prototype.encode = () => 1),
    decoder: () => (TextDecoder.prototype.decode = () => 1),
    url: () => (URL.prototype.toString = () => "x"),
    urlConstructor: () => (new URL("http://a/").constructor.extra = 1),
    params: () => (URLSearchParams.prototype.get = () => "x"),
    paramsIterator: () => (Object.getPrototypeOf(new URLSearchParams("a=1").entries()).extra = 1),
    headers: () => (Headers.prototype.get = () => "x"),
    response: () => (Response.prototype.json = () => 1),
    request: () => (Request.prototype.clone = () => 1),
    fetch: () => (fetch.extra = 1),
    console: () => (console.log = () => 1),
    consoleMethod: () => (console.log.extra = 1),
    clone: () => (structuredClone.extra = 1),
    base64: () => (atob.extra = 1),
    clock: () => (Date.now = () => 1),
    random: () => (Math.random = () => 1),
    getter: () => (Object.getOwnPropertyDescriptor(Map.prototype, "size").get.extra = 1),
    ownPrototype: () => Object.setPrototypeOf(Object.prototype, { extra: 1 }),
    arrayPrototype: () => Object.setPrototypeOf(Array.prototype, {}),
  });
}
