// attack: 04-module-grammar/31-package-import-value
// kind: program
// by: compiler
// expect: reject(resolve:unresolved)
import pad from "left-pad";
export default pad;
