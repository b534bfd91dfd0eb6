/** What TypeScript emitted, as modules that can be run. */
import type { NativeModule } from "./v8-compile.ts";

/** Modules of `paths` (dependencies first) from emitted texts by output path. */
export function emittedModules(
  paths: Iterable<string>,
  written: ReadonlyMap<string, string>,
): NativeModule[] {
  const known = [...paths];
  const imports = new Map(known.map((path) => [`.${path}`, path]));
  return known.map((path) => {
    const body = written.get(path.replace(/\.tsx?$/, ".js"));
    if (body === undefined) throw new Error(`${path} was not emitted.`);
    return { path, body, imports };
  });
}
