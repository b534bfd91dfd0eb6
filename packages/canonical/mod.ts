/** Canonical bytes, length-prefixed encoding, digests, base64url and UTF-8 order. */
export * from "./base64url.ts";
export * from "./bounded-map.ts";
export * from "./byte-writer.ts";
export * from "./decode-value.ts";
export * from "./digest.ts";
export * from "./digest-powers.ts";
export * from "./encode-value.ts";
export * from "./equal-values.ts";
export * from "./utf8.ts";
