// attack: 15-packages/16-linking
// kind: program
// by: identity
// expect: reject(resolve:unresolved)
import { readFileSync } from "fs";
export const value = readFileSync("a");
