// attack: 15-packages/16-linking
// kind: program
// by: identity
// expect: reject(resolve:unresolved)
import { a } from "@scope/name";
export const value = a;
