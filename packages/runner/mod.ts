/** The runner. */
export * from "./types.ts";
