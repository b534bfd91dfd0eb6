/** A sample program for hosts that know no patterns: its texts, a stand-in for the host module, entries. */

/** What stands for `commonfabric`: builders that keep what they are given. */
export const NATIVE_HOST = `export const lifted = [];
export const NAME = "$NAME";
export const lift = (fn) => (lifted.push(fn), () => undefined);
export const pattern = (body) => ({ body });
export const str = () => undefined;
`;

/** File that exports what the first computation makes of the values, as \`total\`. */
export const NATIVE_ENTRY = "entry.ts";

/** File that prints it. */
export const PRINTING_ENTRY = "print.ts";

/** The text of `NATIVE_ENTRY`. */
export function nativeEntry(values: readonly number[]): string {
  return `import { lifted } from "commonfabric";
import "./main.ts";
export const total = lifted[0](${JSON.stringify(values)});
`;
}

/** Texts by path below a directory from which Deno and Node run the entries. */
export function nativeProgram(
  files: ReadonlyMap<string, string>,
  values: readonly number[],
): ReadonlyMap<string, string> {
  const print = `import { total } from "./entry.ts";\nconsole.log(JSON.stringify({ total }));\n`;
  const manifest = { name: "program", version: "1.0.0", type: "module" };
  const host = { name: "commonfabric", version: "1.0.0", type: "module", exports: "./index.js" };
  return new Map([
    ...[...files].map(([path, text]) => [path.slice(1), text] as const),
    [NATIVE_ENTRY, nativeEntry(values)],
    [PRINTING_ENTRY, print],
    ["package.json", JSON.stringify({ ...manifest, dependencies: { commonfabric: "1.0.0" } })],
    ["node_modules/commonfabric/package.json", JSON.stringify(host)],
    ["node_modules/commonfabric/index.js", NATIVE_HOST],
    ["imports.json", `{ "imports": { "commonfabric": "./node_modules/commonfabric/index.js" } }\n`],
  ]);
}

/** Writes the program into `directory`, which need not exist. */
export async function writeNativeProgram(
  directory: string,
  files: ReadonlyMap<string, string>,
  values: readonly number[],
): Promise<void> {
  await Deno.mkdir(`${directory}/node_modules/commonfabric`, { recursive: true });
  for (const [path, text] of nativeProgram(files, values)) {
    await Deno.writeTextFile(`${directory}/${path}`, text);
  }
}
