import { double } from "./lib.js";
const factor = 3;
export const six = double(factor);
export const list = [1, 2];
export const triple = (n) => n * factor;
