/** The type libraries of authored modules: their names, and the files under `types/` that hold them. */

const FILES = {
  es2023: "es2023.d.ts",
  dom: "dom.d.ts",
  jsx: "jsx.d.ts",
  "commonfabric": "commonfabric.d.ts",
  "commonfabric/schema": "commonfabric-schema.d.ts",
  "commonfabric/cfc": "commonfabric-cfc.d.ts",
} as const;

/** Libraries by name. `es2023`, `dom`, `jsx` are global scripts, the others host modules. */
export type TypeLibs = Readonly<Record<keyof typeof FILES, string>>;

/** Every library, with the text that `read` gives of its file. */
export function typeLibsBy(read: (file: string) => string): TypeLibs {
  const texts = Object.entries(FILES).map(([name, file]) => [name, read(file)] as const);
  return Object.freeze(Object.fromEntries(texts)) as TypeLibs;
}
