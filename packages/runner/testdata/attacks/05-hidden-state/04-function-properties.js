// attack: 05-hidden-state/04-function-properties
// kind: body
// by: loader
// expect: throws(TypeError)
"use strict";
exports.probe = probe;
function counter() {}
function* numbers() { yield 1; }
async function later() {}
const arrow = __cfHardenFn(() => 1);
const double = __cfHelpers.lift((n) => n * 2);
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
    ownProperty: () => (counter.count = 1),
    prototypeProperty: () => (counter.prototype.count = 1),
    define: () => Object.defineProperty(counter, "count", { value: 1 }),
    name: () => (counter.name = "x"),
    setPrototype: () => Object.setPrototypeOf(counter, {}),
    generatorPrototype: () => (numbers.prototype.count = 1),
    asyncFunction: () => (later.count = 1),
    nested: () => (arrow.count = 1),
    instance: () => (Object.getPrototypeOf(new counter()).count = 1),
    constructor: () => (new counter().constructor.count = 1),
    assign: () => Object.assign(counter, { count: 1 }),
    artifact: () => (double.count = 1),
    artifactDefine: () => Object.defineProperty(double, "count", { value: 1 }),
    artifactPrototype: () => Object.setPrototypeOf(double, {}),
    artifactMember: () => { for (const key of Reflect.ownKeys(double)) delete double[key]; double.x = 1; },
    boundOfFrozen: () => (Object.getPrototypeOf(counter.bind(null)).count = 1),
  });
}
