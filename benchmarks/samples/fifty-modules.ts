/**
 * The fifty-module program of the edit benchmarks: one leaf, three direct and nine transitive
 * importers, and modules beside them that never reach the leaf.
 */
import { moduleText } from "./module-text.ts";

/** Direct and transitive importers of the leaf, with what each imports. */
const IMPORTERS: ReadonlyMap<string, readonly string[]> = new Map([
  ["/direct-0.ts", ["/leaf.ts"]],
  ["/direct-1.ts", ["/leaf.ts"]],
  ["/direct-2.ts", ["/leaf.ts"]],
  ["/upper-0.ts", ["/direct-0.ts"]],
  ["/upper-1.ts", ["/direct-1.ts"]],
  ["/upper-2.ts", ["/direct-2.ts", "/direct-0.ts"]],
  ["/top-0.ts", ["/upper-0.ts"]],
  ["/top-1.ts", ["/upper-1.ts", "/upper-2.ts"]],
]);

/** Those that import the leaf itself. */
export const DIRECT_IMPORTERS: readonly string[] = [...IMPORTERS]
  .filter(([, imports]) => imports.includes("/leaf.ts")).map(([path]) => path);

/** Paths that get a new identity when the leaf is edited, the leaf left out. */
export const LEAF_IMPORTERS: readonly string[] = [...IMPORTERS.keys(), "/main.ts"];

/**
 * Texts by path, every one of them new with `edition`. `/main.ts` is the entry and comes last,
 * `/leaf.ts` is the leaf.
 */
export function fiftyModules(edition = 0): Map<string, string> {
  const files = new Map<string, string>();
  files.set("/leaf.ts", leafText(edition));
  for (const [path, imports] of IMPORTERS) files.set(path, moduleText({ path, imports, edition }));
  const beside = Array.from({ length: 50 - files.size - 1 }, (_, index) => `/beside-${index}.ts`);
  for (const [index, path] of beside.entries()) {
    const imports = index === 0 ? [] : [beside[index - 1]!];
    files.set(path, moduleText({ path, imports, edition }));
  }
  const imports = ["/top-0.ts", "/top-1.ts", beside.at(-1)!];
  files.set("/main.ts", moduleText({ path: "/main.ts", imports, edition }));
  return files;
}

/** The leaf in another edition: another body, the same interface, another result. */
export function leafText(edition: number): string {
  return moduleText({ path: "/leaf.ts", imports: [], edition });
}

/** The leaf in another edition and with another interface. */
export function leafOfSurface(edition: number): string {
  return moduleText({ path: "/leaf.ts", imports: [], edition, surface: edition });
}
