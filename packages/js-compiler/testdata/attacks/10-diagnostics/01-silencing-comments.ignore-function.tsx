// attack: 10-diagnostics/01-silencing-comments
// kind: program
// by: verifier
// expect: reject(verify:new-code)
export const make = (text = "") =>
  // @ts-ignore
  new Function(text)();
