// attack: 10-diagnostics/05-reserved-names
// kind: program
// by: compiler
// value: "own"
// expect: accept
import { pattern, UI } from "commonfabric";
const h = (name = "") => name;
const made = pattern(() => ({ [UI]: <p>{h("a")}</p> }));
export default made;
export const value = h("own");
