/** The authored module: its registry, the host table derived from it, and its schema dialect. */
export * from "./json-schema.ts";
export * from "./registry.ts";
