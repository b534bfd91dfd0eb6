// attack: 05-hidden-state/05-closure-in-thunk
// kind: program
// by: data
// expect: throws(PlainDataError)
export const kept = [1, 2].values();
