/** Documents and stores. */
export * from "./types.ts";
