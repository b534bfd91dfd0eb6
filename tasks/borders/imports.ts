/** Reads the imports of the shipped files of a package, for the border checks. */

export interface FileImports {
  /** Path from the repository root, with forward slashes. */
  readonly file: string;
  readonly text: string;
  /** Specifiers of static and dynamic imports and re-exports, types included. */
  readonly specifiers: readonly string[];
}

const SPECIFIER =
  /(?:^|[\s;}])(?:import|export)\b[^"'`;]*?\bfrom\s*["']([^"']+)["']|(?:^|[\s;}])import\s*["']([^"']+)["']|\bimport\s*\(\s*["']([^"']+)["']/g;

/** The specifiers of TypeScript source `text`; comments do not count. */
export function importSpecifiers(text: string): string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
  return [...code.matchAll(SPECIFIER)].map((match) => (match[1] ?? match[2] ?? match[3])!);
}

/** Every shipped `.ts` file below `packages/<name>`: no tests, no fixtures, no own tasks. */
export function shippedFiles(root: string, name: string): FileImports[] {
  const files: FileImports[] = [];
  const visit = (directory: string): void => {
    for (const entry of Deno.readDirSync(`${root}/${directory}`)) {
      const path = `${directory}/${entry.name}`;
      if (entry.isDirectory && !["test", "testdata", "tasks", "types"].includes(entry.name)) {
        visit(path);
      } else if (entry.isFile && entry.name.endsWith(".ts")) {
        const text = Deno.readTextFileSync(`${root}/${path}`);
        files.push({ file: path, text, specifiers: importSpecifiers(text) });
      }
    }
  };
  visit(`packages/${name}`);
  return files.sort((a, b) => a.file < b.file ? -1 : 1);
}
