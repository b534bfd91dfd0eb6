// attack: 05-hidden-state/15-class-statics
// kind: program
// by: compiler
// expect: reject(module:unsupported-initializer)
export const kept = (() => { class Counter { static n = 0; static next() { return ++this.n; } } return new Counter(); })();
