/** The verifier. */
export * from "./verdict.ts";
