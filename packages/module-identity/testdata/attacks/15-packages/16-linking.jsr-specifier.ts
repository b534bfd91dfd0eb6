// attack: 15-packages/16-linking
// kind: program
// by: identity
// expect: reject(resolve:specifier)
import { a } from "jsr:@std/assert";
export const value = a;
