/** The peer esbuild: transform and bundle of texts in memory, with no type check and no sandbox. */
import type { BuildContext, BuildOptions, Plugin } from "esbuild";

/** What the reports say of esbuild. */
export const ESBUILD_CAVEAT =
  "strips types and bundles; no type check, no identity, no verification, no sandbox, nothing stored";

type Esbuild = typeof import("esbuild");

let loading: Promise<Esbuild> | undefined;

/** @throws where the package or its binary is not there: the peer is then unavailable */
function loadEsbuild(): Promise<Esbuild> {
  return loading ??= import("esbuild");
}

/** Ends the process of esbuild, if there is one. */
export async function stopEsbuild(): Promise<void> {
  if (loading === undefined) return;
  const esbuild = await loading.catch(() => undefined);
  await esbuild?.stop();
}

/** The bundle of `files` from `/main.ts`, as a body that assigns to `exports`. */
export async function bundle(files: ReadonlyMap<string, string>): Promise<string> {
  const esbuild = await loadEsbuild();
  const { outputFiles } = await esbuild.build({ ...optionsFor(files), write: false });
  return asModuleBody(outputFiles![0]!.text);
}

/** Each text without its types, as a module of its own. */
export async function stripTypes(
  files: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, string>> {
  const esbuild = await loadEsbuild();
  const stripped = new Map<string, string>();
  for (const [path, text] of files) {
    stripped.set(path, (await esbuild.transform(text, { loader: "ts" })).code);
  }
  return stripped;
}

/** A bundler that is kept between edits of the texts in `files`. */
export class IncrementalBundler {
  readonly #files: ReadonlyMap<string, string>;
  #context: BuildContext | undefined;

  constructor(files: ReadonlyMap<string, string>) {
    this.#files = files;
  }

  /** The bundle of the texts as they are now. */
  async rebuild(): Promise<string> {
    const esbuild = await loadEsbuild();
    this.#context ??= await esbuild.context({ ...optionsFor(this.#files), write: false });
    const { outputFiles } = await this.#context.rebuild();
    return asModuleBody(outputFiles![0]!.text);
  }

  async dispose(): Promise<void> {
    await this.#context?.dispose();
  }
}

/** A bundle that assigns to `module.exports`, as a body with `exports` alone. */
function asModuleBody(bundled: string): string {
  return `const module = { exports };\n${bundled}\nObject.assign(exports, module.exports);`;
}

function optionsFor(files: ReadonlyMap<string, string>): BuildOptions {
  return {
    entryPoints: ["/main.ts"],
    bundle: true,
    format: "cjs",
    external: ["commonfabric"],
    sourcemap: "inline",
    logLevel: "silent",
    plugins: [memoryFiles(files)],
  };
}

function memoryFiles(files: ReadonlyMap<string, string>): Plugin {
  return {
    name: "memory-files",
    setup(build) {
      build.onResolve({ filter: /^[./]/ }, ({ path }) => ({
        path: path.startsWith(".") ? path.slice(1) : path,
        namespace: "memory",
      }));
      build.onLoad({ filter: /.*/, namespace: "memory" }, ({ path }) => ({
        contents: files.get(path) ?? "",
        loader: "ts",
      }));
    },
  };
}
