/** Everything about units, from one place. */
export * from "./length.ts";
export * from "./mass.ts";
export { convert, default as convertUnits } from "./convert.ts";
export * as lengths from "./length.ts";
