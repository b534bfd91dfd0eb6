// attack: 09-compartment/09-locale-options
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
  const accessor = { get timeZone() { return "UTC"; } };
  const inherits = Object.create({ timeZone: "Asia/Kolkata" });
  const date = new Date(0);
  return refused({
    dateText: () => date.toLocaleDateString("en", accessor),
    timeText: () => date.toLocaleTimeString("en", inherits),
    number: () => (1).toLocaleString("en", inherits),
    bigint: () => 1n.toLocaleString("en", accessor),
    compare: () => "a".localeCompare("b", "en", inherits),
    nullLocale: () => date.toLocaleString(null),
    upper: () => "a".toLocaleUpperCase(null),
  });
}
