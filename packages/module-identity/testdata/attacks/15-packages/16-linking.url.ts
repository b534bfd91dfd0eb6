// attack: 15-packages/16-linking
// kind: program
// by: identity
// expect: reject(resolve:specifier)
import { a } from "https://a.example/a.ts";
export const value = a;
