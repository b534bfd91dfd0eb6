/** The authored module. */
export * from "./json-schema.ts";
