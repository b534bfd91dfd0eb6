/** What several packages must agree on, as data and types. */
export * from "./counters.ts";
export * from "./diagnostic.ts";
export * from "./events.ts";
export * from "./host-table.ts";
export * from "./limits.ts";
export * from "./parse-diagnostics.ts";
export * from "./refused-text.ts";
export * from "./release-versions.ts";
export * from "./sandbox-globals.ts";
export * from "./sidecar.ts";
export * from "./wrapper.ts";
