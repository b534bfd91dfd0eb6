// attack: 09-compartment/05-entropy
// kind: program
// by: loader
// expect: throws(CapabilityError)
export const t = (() => Math.random())();
