/** Emitted bodies for people and tools: printed beside the authored text, or written to a folder. */
import { join } from "node:path/posix";
import { moduleRecordKey } from "@commonfabric/contract";
import type { CompiledGraph } from "@commonfabric/runner";
import type { CommandPowers } from "../command/command-powers.ts";

interface Emitted {
  readonly path: string;
  readonly authored: string;
  readonly body: string;
  readonly map: object | undefined;
}

/** Lines: for each module its path, the authored text, and the emitted body. */
export function emittedText(compiled: CompiledGraph): string[] {
  return emittedModules(compiled).flatMap(({ path, authored, body }) => [
    `=== ${path} (authored)`,
    authored.trimEnd(),
    `=== ${path} (emitted)`,
    body.trimEnd(),
  ]);
}

/** Writes `<path>.js` and `<path>.js.map` of every module below `directory`. */
export async function writeEmitted(
  compiled: CompiledGraph,
  directory: string,
  powers: CommandPowers,
): Promise<void> {
  for (const { path, body, map } of emittedModules(compiled)) {
    const file = join(directory, `${path}.js`);
    await powers.makeDirectory(file.slice(0, file.lastIndexOf("/")));
    await powers.writeTextFile(file, body);
    if (map !== undefined) await powers.writeTextFile(`${file}.map`, JSON.stringify(map));
  }
}

function emittedModules({ sources, graph }: CompiledGraph): Emitted[] {
  return sources.flatMap(({ path, identity, text }): Emitted[] => {
    const key = moduleRecordKey(identity);
    const body = graph.bodies.get(key);
    return body === undefined ? [] : [{ path, authored: text, body, map: graph.maps.get(key)?.() }];
  });
}
