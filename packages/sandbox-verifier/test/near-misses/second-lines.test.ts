/**
 * Shapes that two rules refuse at one place: with the rule that is reported switched off, the other
 * one refuses.
 */
import { CF, PKG, refusesWithout } from "../support/near-misses.ts";

const F = "function f() {}\n";

refusesWithout("W9", [
  ["a host as a constant", `${CF}const a = cf_1;`, "S8 value 3:11"],
  ["the type of a host", `${CF}const a = typeof cf_1;`, "S8 value 3:18"],
  ["a package as a constant", `${PKG}const a = pkg_1;`, "W10 package 3:11"],
  ["a member of a host by a computed name", `${CF}const k = "k", a = cf_1[k];`, "S8 value 3:20"],
  ["a member of a host by an index", `${CF}const a = cf_1[0];`, "S8 value 3:11"],
  [
    "a call of a host member by a computed name",
    `${CF}const schema = "k", a = cf_1[schema]({});`,
    "S8 call-result 3:25",
  ],
  ["a host inside data", `${CF}const a = __cfHelpers.__cf_data([cf_1]);`, "S8 value 3:34"],
]);

refusesWithout("W10", [
  ["a member of a package", `${PKG}const a = pkg_1.a;`, "S8 package 3:11"],
  [
    "a member of a package inside data",
    `${PKG}const a = __cfHelpers.__cf_data([pkg_1.a]);`,
    "S8 package 3:34",
  ],
]);

refusesWithout("W3", [
  ["a member of exports by a computed name", 'const k = "a", b = exports[k];', "S8 exports 2:20"],
  ["exports as a value", "const b = exports;", "S8 value 2:11"],
]);

refusesWithout("W4", [
  ["require as a value", "const a = require;", "S8 value 2:11"],
  ["a wrapper alone", '__importStar(require("./x.ts"));', "S0 statement 2:1"],
  ["a require of no text", "const a = require(1);", "S8 call-result 2:11"],
  ["hardening of a name", `${F}const a = __cfHardenFn(f);`, "S8 helper 3:11"],
]);

refusesWithout("W5", [
  ["the helpers as a value", "const a = __cfHelpers;", "S8 value 2:11"],
  ["a helper by a text", "const a = __cfHelpers['__cf_data']([1]);", "S8 call-result 2:11"],
  ["a helper that does not exist", "const a = __cfHelpers.other([1]);", "S8 call-result 2:11"],
]);

refusesWithout("W7", [
  ["a free name as a constant", "const a = unknown;", "S8 value 2:11"],
  ["a free name in an operator", "const a = -unknown;", "S8 value 2:12"],
  ["a call of a free name", "const a = unknown();", "S8 call-result 2:11"],
]);
