// attack: 01-new-code/08-import-as-name
// kind: program
// by: compiler
// value: [1,2,3,4]
// expect: accept
interface Names { import: number }
function make(): Names & { import2(): number } {
  return { import: 3, import2() { return this.import + 1; } };
}
const all = () => {
  class Box {
    import = 1;
    get eval() { return 2; }
  }
  const box = new Box(), { import: three } = make();
  return [box.import, box.eval, three, make().import2()];
};
export const value = all();
