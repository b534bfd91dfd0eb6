import { Cell, pattern } from "commonfabric";
let count = 0;
class Box {}
const state = new Cell(1);
const now = /a/g;
const table = { f: (n: number) => n };
console.log(count);
export default pattern<{ n: number }>(({ n }) => ({ n, count }));
