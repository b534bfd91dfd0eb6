/** The text of one sample module: an exported function that calls its imports, data, and a label. */

/** What a sample module is made of. */
export interface ModuleShape {
  /** `/kebab-name.ts`; the exported function is named after it. */
  readonly path: string;
  readonly imports: readonly string[];
  /** Part of the body, so that each edition is new text. */
  readonly edition?: number;
  /** Part of the type of what the module exports, so that each one is another interface. */
  readonly surface?: number;
}

/** Name of the function that the module at `path` exports. */
export function functionName(path: string): string {
  return path.slice(1, -3).replaceAll("-", "_");
}

/** About 900 bytes of TypeScript without imports. */
export function moduleText({ path, imports, edition = 0, surface = 0 }: ModuleShape): string {
  const name = functionName(path);
  const lines = imports.map((target) => `import { ${functionName(target)} } from ".${target}";\n`);
  const calls = imports.map((target) => `${functionName(target)}(values)`);
  return `${lines.join("")}
export interface ${name}Options {
  scale: number;
  label?: string;${surface === 0 ? "" : `\n  surface${surface}?: number;`}
}

const ${name}Table = { one: 1, two: 2, three: 3, edition: ${edition} };

/** Sums what it is given, in its own way. */
export function ${name}(values: readonly number[]): number {
  const doubled = values.map((value) => value * 2).filter((value) => value > ${name.length});
  const table = Object.entries(${name}Table).map(([key, value]) => \`\${key}=\${value}\`).join(",");
  const parts: number[] = [${calls.join(", ")}];
  return doubled.reduce((sum, value) => sum + value, table.length) +
    parts.reduce((sum, part) => sum + part % 1000, ${edition});
}

export function ${name}Label(options: ${name}Options): string {
  const { scale, label = "${name}" } = options;
  return scale > 1 ? \`\${label} x\${scale}\` : label.toUpperCase();
}
`;
}
