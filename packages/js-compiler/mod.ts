/** The compiler. */
export * from "./types.ts";
