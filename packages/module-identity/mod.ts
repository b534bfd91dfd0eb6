/** Module identity. */
export * from "./types.ts";
