// attack: 04-module-grammar/28-default-host
// kind: program
// by: compiler
// expect: reject(module:unsupported-initializer)
import * as cf from "commonfabric";
export default cf;
