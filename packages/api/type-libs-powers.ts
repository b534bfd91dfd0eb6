/**
 * Reads the type libraries of authored modules, the files under `types/`. They are read as bytes
 * beside this module and never imported: an import would make their global declarations part of
 * this workspace's own programs. An entry point of its own, because only a compile needs them.
 */
import { type TypeLibs, typeLibsBy } from "./type-libs.ts";

export type { TypeLibs };

/**
 * Declaration texts by library name; the names with a host module are its specifier. `dom` and
 * `jsx` import types from `commonfabric`. Needs read access to this package.
 */
export function readTypeLibs(): TypeLibs {
  return typeLibsBy((file) => Deno.readTextFileSync(new URL(`./types/${file}`, import.meta.url)));
}
