// attack: 09-compartment/09-locale-options
// kind: body
// by: loader
// expect: inert
"use strict";
exports.probe = probe;
function probe() {
  const options = { timeZone: "UTC", get hour() { options.timeZone = "Asia/Kolkata"; return "numeric"; }, minute: "numeric", hour12: false };
  const text = new Date(0).toLocaleTimeString("en-GB", options);
  return /^(?:24|00):00/.test(text) ? [] : [text];
}
