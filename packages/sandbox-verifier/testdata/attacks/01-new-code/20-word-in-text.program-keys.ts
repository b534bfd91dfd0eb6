// attack: 01-new-code/20-word-in-text
// kind: program
// by: compiler
// value: [["import (a)",1],["eval(b)",2],["<!--",3],["import.source(c)",4]]
// expect: accept
export const value = Object.entries({ "import (a)": 1, ["eval(b)"]: 2, "<!--": 3, "import.source(c)": 4 });
