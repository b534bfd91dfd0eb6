/**
 * The package table: the order of packages, from the ground up, and what each may import from
 * outside. A package may import packages before it and none after it; type-only imports count.
 */

/** npm modules and `node:` modules (by prefix) that a package may import. */
export interface PackageRow {
  readonly name: string;
  readonly outside: readonly string[];
}

export const PACKAGE_TABLE: readonly PackageRow[] = [
  { name: "canonical", outside: ["node:crypto", "@noble/hashes"] },
  { name: "contract", outside: [] },
  { name: "module-identity", outside: [] },
  { name: "storage", outside: ["node:sqlite", "node:fs", "node:path"] },
  { name: "sandbox-verifier", outside: ["acorn", "node:fs"] },
  { name: "api", outside: [] },
  { name: "schema-generator", outside: ["typescript"] },
  { name: "ts-transformers", outside: ["typescript", "node:fs"] },
  {
    name: "js-compiler",
    outside: ["typescript", "source-map-js", "@jridgewell/trace-mapping", "node:fs", "node:path"],
  },
  {
    name: "compilation-cache",
    outside: ["node:buffer", "node:crypto", "node:fs", "node:path", "node:url", "@noble/curves"],
  },
  { name: "runner", outside: ["ses", "node:async_hooks", "node:util/types"] },
  { name: "isolate", outside: [] },
  { name: "cli", outside: ["node:util", "node:path", "node:fs", "node:process", "node:os"] },
];

/** Packages that must not reach TypeScript through any import, however long the chain. */
export const TYPESCRIPT_FREE: readonly string[] = ["sandbox-verifier", "compilation-cache"];
