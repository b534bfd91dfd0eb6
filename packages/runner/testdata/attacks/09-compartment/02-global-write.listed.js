// attack: 09-compartment/02-global-write
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
    math: () => { Math = 1; },
    date: () => { Date = 1; },
    console: () => { console = 1; },
    undefinedValue: () => { undefined = 1; },
    increment: () => { NaN++; },
    destructuring: () => { [Array] = [1]; },
    loop: () => { for (Map of [1]) ; },
    logical: () => { fetch &&= 1; },
  });
}
