/** A sample program for hosts that know no patterns: its texts, a stand-in for the host module, an entry. */

/** What stands for `commonfabric`: builders that keep what they are given. */
const HOST = `export const lifted = [];
export const NAME = "$NAME";
export const lift = (fn) => (lifted.push(fn), () => undefined);
export const pattern = (body) => ({ body });
export const str = () => undefined;
`;

/** Prints what the first computation makes of \`values\`. */
const entryText = (values: readonly number[]) =>
  `import { lifted } from "commonfabric";
import "./main.ts";
console.log(JSON.stringify({ total: lifted[0](${JSON.stringify(values)}) }));
`;

/** File of the entry in `nativeProgram`. */
export const NATIVE_ENTRY = "entry.ts";

/** Texts by path below a directory from which Deno and Node run `NATIVE_ENTRY`. */
export function nativeProgram(
  files: ReadonlyMap<string, string>,
  values: readonly number[],
): ReadonlyMap<string, string> {
  return new Map([
    ...[...files].map(([path, text]) => [path.slice(1), text] as const),
    [NATIVE_ENTRY, entryText(values)],
    ["package.json", `{ "type": "module" }\n`],
    ["node_modules/commonfabric/package.json", `{ "type": "module", "exports": "./index.js" }\n`],
    ["node_modules/commonfabric/index.js", HOST],
    ["imports.json", `{ "imports": { "commonfabric": "./node_modules/commonfabric/index.js" } }\n`],
  ]);
}
