/**
 * `v8-compile`: V8 compiles each body once, as a function of the wrapper's parameters, outside any
 * compartment. Running the functions afterwards shows that they are the subject's modules.
 */
import { recordingHost } from "./recording-host.ts";

/** A body in CommonJS form, with the paths that its specifiers stand for. */
export interface NativeModule {
  readonly path: string;
  readonly body: string;
  /** Path of the target by specifier; a host module is not listed. */
  readonly imports: ReadonlyMap<string, string>;
}

type ModuleFunction = (
  exports: Record<string, unknown>,
  require: (specifier: string) => unknown,
  helpers: unknown,
  hardenFn: () => void,
  reg: () => void,
) => void;

/** Functions in the order of `modules`. The part that is timed. */
export function v8CompileAll(modules: readonly NativeModule[]): ModuleFunction[] {
  return modules.map(({ body }) =>
    new Function(
      "exports",
      "require",
      "__cfHelpers",
      "__cfHardenFn",
      "__cfReg",
      body,
    ) as ModuleFunction
  );
}

/** What running modules gives: exports by path, and the functions that were lifted. */
export interface NativeRun {
  readonly exports: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  readonly lifted: readonly ((...args: never[]) => unknown)[];
}

/** Runs compiled modules, which come dependencies first. */
export function runNative(
  modules: readonly NativeModule[],
  functions: readonly ModuleFunction[],
): NativeRun {
  const host = recordingHost();
  const exportsByPath = new Map<string, Record<string, unknown>>();
  for (const [index, { path, imports }] of modules.entries()) {
    const exports: Record<string, unknown> = {};
    exportsByPath.set(path, exports);
    const require = (specifier: string) => {
      const target = imports.get(specifier);
      return target === undefined ? host.namespace : exportsByPath.get(target)!;
    };
    functions[index]!(exports, require, host.helpers, () => {}, () => {});
  }
  return { exports: exportsByPath, lifted: host.lifted };
}
