/** The second tier, seen from the host. */
export * from "./errors.ts";
export * from "./guards.ts";
export * from "./host/isolate-process.ts";
export { isolatePowers } from "./host/isolate-process-powers.ts";
export * from "./host/run-isolate.ts";
