// attack: 10-diagnostics/12-schema-injection
// kind: program
// by: compiler
// value: {"type":"object","properties":{"a":{"type":"string","description":"\"; tripwire(\"member\"); // ${1} `"}},"required":["a"],"description":"A \"quoted\" `${tripwire(\"comment\")}` \\u2028 *\\/ text; \\\" + tripwire('comment') + \\\""}
// expect: accept
import { toSchema } from "commonfabric";
/** A "quoted" `${tripwire("comment")}` \u2028 *\/ text; \" + tripwire('comment') + \" */
interface Odd {
  /** "; tripwire("member"); // ${1} ` */
  a: string;
}
export const value = toSchema<Odd>();
