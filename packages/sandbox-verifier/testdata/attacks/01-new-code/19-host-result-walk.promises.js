// attack: 01-new-code/19-host-result-walk
// kind: body
// by: loader
// expect: inert
"use strict";
exports.probe = probe;
async function probe() {
  const found = [];
  let promise;
  try { promise = fetch("https://a.example/"); } catch (error) { promise = undefined; }
  if (promise !== undefined) {
    if (Object.getPrototypeOf(promise) !== Promise.prototype) found.push("prototype");
    if (promise.constructor !== Promise) found.push("constructor");
    if (Reflect.ownKeys(promise).length > 0) found.push("own keys");
    await promise.then(() => found.push("fetched"), () => {});
  }
  if (Promise[Symbol.species] !== Promise) found.push("species");
  return found;
}
