/** A program whose texts are already in memory. */
import type { Source } from "@commonfabric/module-identity";
import type { ProgramResolver } from "../types.ts";
import { ResolverError } from "./resolver-error.ts";

/** Answers from a map of path to text; data files come from the same map. */
export class InMemoryProgram implements ProgramResolver {
  readonly #main: string;
  readonly #texts: ReadonlyMap<string, string>;

  /** `modules`: text by path; a plain object is read by its own keys. */
  constructor(
    main: string,
    modules: ReadonlyMap<string, string> | Readonly<Record<string, string>>,
  ) {
    this.#main = main;
    this.#texts = modules instanceof Map
      ? modules
      : new Map(Object.entries(modules as Readonly<Record<string, string>>));
  }

  /** @throws {ResolverError} when the main module is not in the map. */
  main(): Promise<Source> {
    const contents = this.#texts.get(this.#main);
    return contents === undefined
      ? Promise.reject(new ResolverError(`No main module "${this.#main}" in source.`))
      : Promise.resolve({ name: this.#main, contents });
  }

  resolveSource(path: string): Promise<Source | undefined> {
    const contents = this.#texts.get(path);
    return Promise.resolve(contents === undefined ? undefined : { name: path, contents });
  }

  namesNear(): Promise<readonly string[]> {
    return Promise.resolve([...this.#texts.keys()]);
  }

  resolveDataFile(path: string): Promise<Source | undefined> {
    return this.resolveSource(path);
  }
}
