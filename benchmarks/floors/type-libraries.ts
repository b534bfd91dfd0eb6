/** The type libraries of authored modules, parsed once for all floors that check types. */
import { readTypeLibs } from "@commonfabric/api/type-libs";
import { parseLibraries } from "./typescript-host.ts";

/** Parsed libraries by the path under which the floors know them. */
export function floorLibraries(): ReturnType<typeof parseLibraries> {
  const texts = Object.entries(readTypeLibs());
  return parseLibraries(new Map(texts.map(([name, text]) => [`/$types/${name}.d.ts`, text])));
}
