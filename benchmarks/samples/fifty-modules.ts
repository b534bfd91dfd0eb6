/**
 * The fifty-module program of the edit benchmarks: one leaf, three direct and nine transitive
 * importers, and modules beside them that never reach the leaf.
 */

/** Texts by path; `/main.ts` is the entry, `/leaf.ts` the leaf. */
export function fiftyModules(): Map<string, string> {
  const files = new Map<string, string>();
  files.set("/leaf.ts", leafText(0));
  const importers = new Map<string, string[]>([
    ["/direct-0.ts", ["/leaf.ts"]],
    ["/direct-1.ts", ["/leaf.ts"]],
    ["/direct-2.ts", ["/leaf.ts"]],
    ["/upper-0.ts", ["/direct-0.ts"]],
    ["/upper-1.ts", ["/direct-1.ts"]],
    ["/upper-2.ts", ["/direct-2.ts", "/direct-0.ts"]],
    ["/top-0.ts", ["/upper-0.ts"]],
    ["/top-1.ts", ["/upper-1.ts", "/upper-2.ts"]],
  ]);
  for (const [path, imports] of importers) files.set(path, moduleText(path, imports));
  const beside = Array.from({ length: 50 - files.size - 1 }, (_, index) => `/beside-${index}.ts`);
  for (const [index, path] of beside.entries()) {
    files.set(path, moduleText(path, index === 0 ? [] : [beside[Math.floor((index - 1) / 2)]!]));
  }
  files.set("/main.ts", moduleText("/main.ts", ["/top-0.ts", "/top-1.ts", beside.at(-1)!]));
  return files;
}

/** The leaf with another body and the same interface. */
export function leafText(edition: number): string {
  return `${exportedFunction("leaf", [])}
/** Edition of the body; not part of the interface. */
export function edition(): number {
  return ${edition} + 1;
}
`;
}

function nameOf(path: string): string {
  return path.slice(1, -3).replaceAll("-", "_");
}

function moduleText(path: string, imports: readonly string[]): string {
  const lines = imports.map((target) => `import { ${nameOf(target)} } from ".${target}";`);
  const calls = imports.map((target) => `${nameOf(target)}(values)`);
  return `${lines.join("\n")}\n${exportedFunction(nameOf(path), calls)}`;
}

function exportedFunction(name: string, calls: readonly string[]): string {
  return `
export interface ${name}Options {
  scale: number;
  label?: string;
}

const ${name}Table = { one: 1, two: 2, three: 3 };

/** Sums what it is given, in its own way. */
export function ${name}(values: readonly number[]): number {
  const doubled = values.map((value) => value * 2).filter((value) => value > ${name.length});
  const table = Object.entries(${name}Table).map(([key, value]) => \`\${key}=\${value}\`).join(",");
  const parts: number[] = [${calls.join(", ")}];
  return doubled.reduce((sum, value) => sum + value, table.length) + parts.length;
}

export function ${name}Label(options: ${name}Options): string {
  const { scale, label = "${name}" } = options;
  return scale > 1 ? \`\${label} x\${scale}\` : label.toUpperCase();
}
`;
}
