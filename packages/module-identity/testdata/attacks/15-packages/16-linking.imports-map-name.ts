// attack: 15-packages/16-linking
// kind: program
// by: identity
// expect: reject(resolve:specifier)
import { a } from "#internal";
export const value = a;
