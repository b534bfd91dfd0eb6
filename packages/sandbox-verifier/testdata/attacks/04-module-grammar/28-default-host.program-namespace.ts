// attack: 04-module-grammar/28-default-host
// kind: program
// by: compiler
// expect: reject(module:unsupported-initializer)
export * as cf from "commonfabric";
