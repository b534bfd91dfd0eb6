// attack: 05-hidden-state/03-regex-last-index
// kind: body
// by: data
// expect: inert
"use strict";
exports.probe = probe;
const pattern = __cfHelpers.__cf_data(/a/);
function probe() {
  const reached = [];
  const first = pattern.test("aaa");
  try { pattern.lastIndex = 2; reached.push("lastIndex is writable"); } catch {}
  for (let at = 0; at < 3; at++) if (pattern.test("a") !== first) reached.push("test keeps state");
  if (pattern.exec("aa").index !== 0) reached.push("exec keeps state");
  if ("aXa".replace(pattern, "b") !== "bXa") reached.push("replace keeps state");
  if ("aa".search(pattern) !== 0) reached.push("search keeps state");
  if ("bab".split(pattern).length !== 2) reached.push("split keeps state");
  if (pattern.lastIndex !== 0) reached.push("lastIndex moved");
  if (typeof pattern.compile !== "undefined") reached.push("compile");
  try { RegExp.prototype.compile.call(pattern, "b"); reached.push("compiled"); } catch {}
  try { Object.defineProperty(pattern, "lastIndex", { value: 1 }); reached.push("defined"); } catch {}
  try { pattern.extra = 1; reached.push("a property"); } catch {}
  return reached;
}
