import { lib } from "./main.ts";
export function late() { return typeof lib; }
