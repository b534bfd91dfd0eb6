// attack: 15-packages/12-confusion
// kind: program
// by: identity
// expect: reject(resolve:unresolved)
import { lift } from "@scope/commonfabric";
export const value = typeof lift;
