// attack: 10-diagnostics/12-schema-injection
// kind: program
// by: compiler
// value: [["__proto__","constructor","toString"],true]
// expect: accept
import { toSchema } from "commonfabric";
interface Odd { "__proto__": { polluted: string }; constructor: string; toString: number; }
const schema = toSchema<Odd>();
const keys = (of: unknown) => Object.keys((of as { properties: object }).properties);
export const value = [keys(schema), Object.getPrototypeOf(schema) === Object.prototype];
