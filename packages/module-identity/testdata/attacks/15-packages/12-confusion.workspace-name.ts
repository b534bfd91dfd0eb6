// attack: 15-packages/12-confusion
// kind: program
// by: identity
// expect: reject(resolve:unresolved)
import { Engine } from "@commonfabric/runner";
export const value = typeof Engine;
