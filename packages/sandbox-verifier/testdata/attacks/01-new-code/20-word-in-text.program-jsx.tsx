// attack: 01-new-code/20-word-in-text
// kind: program
// by: compiler
// value: "made"
// expect: accept
import { pattern, UI } from "commonfabric";
const made = pattern(() => ({
  [UI]: <div title="import (CSV)"><button>import (CSV)</button> eval(x) import.defer(y) {"<!-- -->"} --&gt; <p>{`import(${1})`}</p></div>,
}));
export default made;
export const value = "made";
