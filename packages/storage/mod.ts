/** Documents and stores. */
export * from "./document-id.ts";
export * from "./errors.ts";
export * from "./labels.ts";
export * from "./space-id.ts";
export * from "./sqlite/node-store-powers.ts";
export { SecretFileError } from "./sqlite/secret-file.ts";
export * from "./sqlite/sqlite-stores.ts";
export * from "./sqlite/store-powers.ts";
export * from "./types.ts";
