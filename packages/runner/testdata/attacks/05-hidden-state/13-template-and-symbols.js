// attack: 05-hidden-state/13-template-and-symbols
// kind: body
// by: loader
// expect: inert
"use strict";
exports.probe = probe;
function probe() {
  const reached = [];
  const tag = (strings) => strings;
  const twice = () => tag`a${1}b`;
  const strings = twice();
  if (strings !== twice()) reached.push("one place gives two objects");
  if (!Object.isFrozen(strings) || !Object.isFrozen(strings.raw)) reached.push("not frozen");
  const tries = {
    index: () => (strings[0] = "x"),
    raw: () => (strings.raw[0] = "x"),
    property: () => (strings.extra = 1),
    symbol: () => { Symbol.for("attack.13").extra = 1; },
    symbolObject: () => { Object(Symbol.for("attack.13")).extra = 1; if (Object(Symbol.for("attack.13")).extra === undefined) throw new TypeError("no state"); },
  };
  for (const [name, attempt] of Object.entries(tries)) {
    try { attempt(); reached.push(name); } catch {}
  }
  if (Reflect.ownKeys(Object(Symbol.for("attack.13"))).length > 0) reached.push("a registered symbol has state");
  return reached;
}
