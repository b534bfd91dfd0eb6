// attack: 10-diagnostics/12-schema-injection
// kind: program
// by: compiler
// value: {"type":"object","properties":{"a\"b":{"type":"string"},"it's":{"type":"number"},"${tripwire('key')}":{"type":"boolean"},"*/ tripwire('key') /*":{"type":"string"},"line\nend":{"type":"string"},"`":{"type":"string"},"\\":{"type":"string"}},"required":["a\"b","it's","${tripwire('key')}","*/ tripwire('key') /*","line\nend","`","\\"]}
// expect: accept
import { toSchema } from "commonfabric";
interface Odd {
  "a\"b": string;
  'it\'s': number;
  "${tripwire('key')}": boolean;
  "*/ tripwire('key') /*": string;
  "line\nend": string;
  "`": string;
  "\\": string;
}
export const value = toSchema<Odd>();
