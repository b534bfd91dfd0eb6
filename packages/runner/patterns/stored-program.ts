/** A program as it was authored, from the documents of a space: its files, its tests, its data. */
import type { Identity, Program } from "@commonfabric/module-identity";
import type { ModuleCache, SourceClosure } from "./module-cache.ts";

/** The program of `entry`, or `undefined` when its sources do not prove themselves. */
export async function storedProgram(
  cache: ModuleCache,
  entry: Identity,
): Promise<Program | undefined> {
  const closure = await cache.sourceClosure(entry);
  if ("failure" in closure) return undefined;
  const files = new Map(closure.files.map((file) => [file.name, file]));
  const dataFiles = new Set(closure.dataFiles);
  const sourceRoots: string[] = [];
  for (const { main, ...beside } of await closuresBeside(cache, entry)) {
    if (files.has(main)) continue;
    for (const file of beside.files) files.set(file.name, file);
    for (const name of beside.dataFiles) dataFiles.add(name);
    sourceRoots.push(main);
  }
  return {
    main: closure.main,
    files: [...files.values()],
    ...(sourceRoots.length === 0 ? {} : { sourceRoots }),
    ...(dataFiles.size === 0 ? {} : { dataFiles: [...dataFiles] }),
  };
}

/** Largest first, so that what a test imports is no root of its own. */
async function closuresBeside(cache: ModuleCache, entry: Identity): Promise<SourceClosure[]> {
  const closures: SourceClosure[] = [];
  for (const identity of await cache.retained(entry)) {
    const closure = await cache.sourceClosure(identity);
    // What is retained only for itself and is damaged is missing from the program, nothing else.
    if (!("failure" in closure)) closures.push(closure);
  }
  return closures.sort((a, b) => b.files.length - a.files.length);
}
