import { Size } from "./main.ts";
export const read = Size.Large;
