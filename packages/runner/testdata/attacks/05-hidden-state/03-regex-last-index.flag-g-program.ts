// attack: 05-hidden-state/03-regex-last-index
// kind: program
// by: data
// expect: throws(PlainDataError)
export const patterns = [/a/g].concat([]);
