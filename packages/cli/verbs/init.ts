/** `cf init [dir]`: a first pattern with its test and types for an editor. Never overwrites. */
import { dirname, join, resolve } from "node:path/posix";
import { readTypeLibs } from "@commonfabric/api/type-libs";
import { EXIT } from "../command/exit-codes.ts";
import type { VerbContext } from "../command/verb.ts";
import { starterFiles } from "../init/starter-files.ts";

export async function init({ invocation, powers, printer }: VerbContext): Promise<number> {
  const directory = invocation.operands[0] ?? ".";
  const root = resolve(powers.cwd, directory);
  const files: { path: string; written: boolean }[] = [];
  for (const [path, text] of starterFiles(readTypeLibs())) {
    const file = join(root, path);
    const written = !await powers.isFile(file) && !await powers.isDirectory(file);
    if (written) {
      await powers.makeDirectory(dirname(file));
      await powers.writeTextFile(file, text);
    }
    files.push({ path, written });
    printer.hint(written ? `wrote ${join(directory, path)}` : `kept ${join(directory, path)}`);
  }
  if (printer.settings.json) {
    printer.document({ format: "cf.init/1", ok: true, directory: root, files });
  } else printer.hint(`next: cf test ${join(directory, "counter.test.tsx")}`);
  return EXIT.ok;
}
