// attack: 10-diagnostics/12-schema-injection
// kind: program
// by: compiler
// value: {"type":"object","properties":{"a":{"type":"string","default":"\"; tripwire('default'); \""},"b":{"type":"string","default":"${tripwire('default')}`\n"}},"required":["a","b"]}
// expect: accept
import { Default, toSchema } from "commonfabric";
interface Odd {
  a: string | Default<"\"; tripwire('default'); \"">;
  b: string | Default<"${tripwire('default')}`\n">;
}
export const value = toSchema<Odd>();
