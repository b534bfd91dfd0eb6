import { late } from "./star.ts";
export default function lib() { return late(); }
export const named = 1;
