// attack: 10-diagnostics/03-any-cast
// kind: program
// by: verifier
// expect: reject(verify:free-name)
declare class Worker { constructor(url: string); }
export const make = () => new Worker("a");
