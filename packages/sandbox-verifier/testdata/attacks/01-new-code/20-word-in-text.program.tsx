// attack: 01-new-code/20-word-in-text
// kind: program
// by: compiler
// value: ["import (CSV)","import.meta(1)","eval(x)","<!-- a -->","-->","import /* a */ (b)",true]
// expect: accept
const $importer = "import (CSV)", important = `import.meta(${1})`;
const evaluate = 'eval(x)', $eval = "<!-- a -->", imports = '-->';
const importable = "import " + "/* a */ (b)";
export const value = [$importer, important, evaluate, $eval, imports, importable, /import \(x\)/.test("import (x)")];
