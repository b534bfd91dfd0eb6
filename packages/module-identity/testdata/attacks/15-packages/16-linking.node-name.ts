// attack: 15-packages/16-linking
// kind: program
// by: identity
// expect: reject(resolve:specifier)
import { readFileSync } from "node:fs";
export const value = readFileSync("a");
