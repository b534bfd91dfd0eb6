/**
 * Files that an author may have meant by a specifier that leads nowhere. With them in the program,
 * package module-identity finds its own hints: a missing extension, a directory, `.js` for `.ts`.
 */
import { basename, dirname, join } from "node:path/posix";

const EXTENSIONS = [".ts", ".tsx", ".js", ".jsx"];
const INDEXES = ["/index.ts", "/index.tsx"];

/** Program paths to look for, for a relative or grounded specifier; none for a bare name. */
export function specifierCandidates(specifier: string, importer: string): string[] {
  if (!/^\.{0,2}\//.test(specifier)) return [];
  const target = specifier.startsWith("/") ? specifier : join(dirname(importer), specifier);
  if (!target.startsWith("/") || basename(target) === "") return [];
  const stem = target.replace(/\.[cm]?jsx?$/, "");
  const replaced = stem === target ? [] : [`${stem}.ts`, `${stem}.tsx`];
  const added = EXTENSIONS.map((extension) => target + extension);
  return [...replaced, ...added, ...INDEXES.map((index) => target + index)];
}
