import { pattern, patternTool, Writable } from "commonfabric";
const Child = pattern<{ a: number }, { b: number }>(({ a }) => ({ b: a + 1 }));
export default pattern<{ n: number }>(({ n }) => {
  const child = Child({ a: n });
  const tool = patternTool(Child, {});
  const cell = new Writable(1).for({ my: "cell" });
  return { child, tool, cell, again: Child({ a: n + 1 }) };
});
