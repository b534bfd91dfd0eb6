/** The type libraries with the two costly surfaces taken out: JSX intrinsics and factory inputs. */
import ts from "typescript";
import { readTypeLibs } from "@commonfabric/api/type-libs";
import { parseLibraries } from "./typescript-host.ts";

/** What stands in the place of a declaration, by its name. */
const LAX: ReadonlyMap<string, string> = new Map([
  ["IntrinsicElements", "interface IntrinsicElements { [tag: string]: any }"],
  ["FactoryInput", "export type FactoryInput<T> = any;"],
]);

/** Parsed libraries by the path under which the floors know them. */
export function laxLibraries(): ReturnType<typeof parseLibraries> {
  const replaced = new Set<string>();
  const texts = Object.entries(readTypeLibs()).map(([name, text]) =>
    [`/$types/${name}.d.ts`, laxText(text, replaced)] as const
  );
  for (const name of LAX.keys()) {
    if (!replaced.has(name)) throw new Error(`The type libraries declare no ${name}.`);
  }
  return parseLibraries(new Map(texts));
}

function laxText(text: string, replaced: Set<string>): string {
  const file = ts.createSourceFile("/library.d.ts", text, ts.ScriptTarget.ES2023, true);
  let lax = text;
  const visit = (node: ts.Node): void => {
    if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) {
      const instead = LAX.get(node.name.text);
      if (instead === undefined) return;
      replaced.add(node.name.text);
      const written = text.slice(node.getStart(file), node.end);
      lax = lax.replace(written, () => instead);
    } else ts.forEachChild(node, visit);
  };
  visit(file);
  return lax;
}
