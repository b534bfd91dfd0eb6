// attack: 09-compartment/03-clock
// kind: program
// by: loader
// expect: throws(CapabilityError)
export const t = (() => new Date().getTime())();
