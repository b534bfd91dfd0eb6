/** The second tier, seen from inside. */
export * from "./guest-isolate.ts";
export { serveIsolate } from "./serve-isolate-powers.ts";
