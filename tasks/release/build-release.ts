/** Bundles the command, writes the versions of its sources into it, and adds the files that it reads. */
import { copyFile, mkdir, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { TYPE_LIBRARIES } from "@commonfabric/runner";
import { embedVersions, releaseVersions } from "./versions.ts";

const PACKAGES = new URL("../../packages/", import.meta.url);
const ENTRIES = [
  "cli/main-powers.ts",
  "cli/pattern-test/worker-main-powers.ts",
  "cli/run/isolate-main-powers.ts",
];

/** Files that code names relative to itself, by their place beside the bundle. */
const READ_FILES: Readonly<Record<string, string>> = {
  "diagnostics.md": "ts-transformers/diagnostics.md",
  ...Object.fromEntries(TYPE_LIBRARIES.map((name) => [`types/${name}`, `api/types/${name}`])),
};

/** @throws {Error} when a fingerprint is unavailable, or with what the bundler said */
export async function buildRelease(directory: string): Promise<void> {
  const versions = releaseVersions();
  await rm(directory, { recursive: true, force: true });
  await bundle(directory);
  await embedVersions(directory, versions);
  await mkdir(`${directory}/types`, { recursive: true });
  for (const [place, source] of Object.entries(READ_FILES)) {
    await copyFile(new URL(source, PACKAGES), `${directory}/${place}`);
  }
  // The command names the files of its processes as they are called in the sources.
  for (const entry of ["pattern-test/worker-main-powers", "run/isolate-main-powers"]) {
    await writeFile(`${directory}/${entry.split("/")[1]}.ts`, `import "./${entry}.js";\n`);
  }
  const imports = { typescript: `npm:typescript@${versions.pinned["typescript"]}` };
  const configuration = { imports, nodeModulesDir: "none", lock: false };
  await writeFile(`${directory}/deno.json`, `${JSON.stringify(configuration, null, 2)}\n`);
}

/** TypeScript stays outside: it is loaded by those who compile, and asks where its file is. */
async function bundle(directory: string): Promise<void> {
  const { success, stderr } = await new Deno.Command("deno", {
    args: [
      "bundle",
      "--quiet",
      "--code-splitting",
      "--external",
      "typescript",
      "--outdir",
      directory,
      ...ENTRIES.map((entry) => fileURLToPath(new URL(entry, PACKAGES))),
    ],
    cwd: fileURLToPath(PACKAGES),
    stdout: "null",
    stderr: "piped",
  }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
}
