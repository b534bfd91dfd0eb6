/**
 * Reads the type libraries of authored modules, the files under `types/`. They are read as bytes
 * beside this module and never imported: an import would make their global declarations part of
 * this workspace's own programs. An entry point of its own, because only a compile needs them.
 */

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

/**
 * Declaration texts by library name; the names with a host module are its specifier. `dom` and
 * `jsx` import types from `commonfabric`. Needs read access to this package.
 */
export function readTypeLibs(): TypeLibs {
  const texts = Object.entries(FILES).map(([name, file]) =>
    [name, Deno.readTextFileSync(new URL(`./types/${file}`, import.meta.url))] as const
  );
  return Object.freeze(Object.fromEntries(texts)) as TypeLibs;
}
