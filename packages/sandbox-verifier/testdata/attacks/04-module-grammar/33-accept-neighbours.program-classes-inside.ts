// attack: 04-module-grammar/33-accept-neighbours
// kind: program
// by: compiler
// value: [3,"import (x)",["a","b"]]
// expect: accept
function make() {
  class Counter { #n = 0; static made = 0; next() { return ++this.#n; } }
  const counter = new Counter();
  counter.next(); counter.next();
  return counter.next();
}
const words = ["a", "b"] as const;
export const value = [make(), "import (x)", [...words]];
