/** Finds files that import each other, directly or through others. Types count. */
import { tarjanSccs } from "@commonfabric/module-identity";
import type { FileImports } from "./imports.ts";

/** Every circle among `files`, its members sorted; the circles in the order of their first member. */
export function importCircles(
  files: readonly Pick<FileImports, "file" | "specifiers">[],
): string[][] {
  const indices = new Map(files.map(({ file }, index) => [file, index]));
  const edges = files.map(({ file, specifiers }) =>
    specifiers
      .filter((specifier) => specifier.startsWith("."))
      .map((specifier) => indices.get(new URL(specifier, `file:///${file}`).pathname.slice(1)))
      .filter((index) => index !== undefined)
  );
  return tarjanSccs(edges)
    .filter((members) => members.length > 1)
    .map((members) => members.map((index) => files[index]!.file).sort())
    .sort(([a], [b]) => a! < b! ? -1 : 1);
}
