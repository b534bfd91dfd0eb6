/** Modules that are listed in one text: `=== name => expectation`, then the module. */

export interface ListedModule {
  readonly name: string;
  readonly expected: string;
  readonly text: string;
}

/** The modules of `testdata/<file>`. */
export function listedModules(file: string): readonly ListedModule[] {
  const text = Deno.readTextFileSync(new URL(`../../testdata/${file}`, import.meta.url));
  return text.split(/^=== /m).slice(1).map((entry) => {
    const end = entry.indexOf("\n");
    const [name, ...expected] = entry.slice(0, end).split(" => ");
    return { name: name!, expected: expected.join(" => "), text: entry.slice(end + 1) };
  });
}

/** Listed modules beside the library that they import, by path. */
export function listedFiles(
  modules: readonly ListedModule[],
  library: string,
  extension: string,
): Readonly<Record<string, string>> {
  const entries = modules.map(({ text }, index) => [`/m${index}${extension}`, text] as const);
  return Object.fromEntries([...entries, ["/lib.ts", library]]);
}
