// attack: 09-compartment/04-clock-elsewhere
// kind: body
// by: loader
// expect: inert
"use strict";
exports.probe = probe;
function probe() {
  const reached = [];
  const date = new Date(0);
  if (typeof date.toTemporalInstant !== "undefined") reached.push("instants of dates");
  for (const holder of [Object, Array, Promise, Reflect, JSON, Math, Symbol, console, Date, Iterator, Error]) {
    for (const key of Reflect.ownKeys(holder)) {
      if (/temporal|performance|intl|atomics|timeOrigin|memory/i.test(String(key))) reached.push(String(key));
    }
  }
  if (console.timeStamp("x") !== undefined || console.timeEnd("x") !== undefined) reached.push("times of the console");
  if (console.time("x") !== undefined || console.timeLog("x") !== undefined) reached.push("times of the console");
  const buffer = new ArrayBuffer(8);
  if (typeof buffer.constructor.prototype.growable !== "undefined") reached.push("shared memory");
  const error = new Error("x");
  for (const key of Reflect.ownKeys(error)) if (/time|date/i.test(String(key))) reached.push("times of errors");
  return reached;
}
