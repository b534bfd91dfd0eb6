// attack: 15-packages/12-confusion
// kind: program
// by: identity
// expect: reject(resolve:unresolved)
import { lift } from "commonfabric/internal";
export const value = typeof lift;
