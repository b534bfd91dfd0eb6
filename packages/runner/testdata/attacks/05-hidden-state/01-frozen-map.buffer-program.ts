// attack: 05-hidden-state/01-frozen-map
// kind: program
// by: data
// expect: throws(PlainDataError)
export const kept: unknown = Object.freeze(new ArrayBuffer(8));
