// attack: 09-compartment/09-locale-options
// kind: program
// by: loader
// expect: throws(TypeError)
export function probe() { return [new Date(0).toLocaleString("en", { get timeZone() { return "UTC"; } })]; }
