/** Programs of identity files, and the identities of their modules. */
import { nodeSha256 } from "@commonfabric/canonical";
import type { HostExport } from "@commonfabric/contract";
import {
  computeModuleIdentities,
  type IdentityOptions,
  makeEdgeMemo,
  makeIdentityMemo,
  type ModuleIdentity,
  type Program,
  scanImports,
} from "@commonfabric/module-identity";

/** A program, as JSON says it. */
export interface ProgramRecipe {
  /** Texts by path; the first path is the entry. */
  readonly files?: Readonly<Record<string, string>>;
  /** Texts as pairs, where one path stands twice. */
  readonly pairs?: readonly (readonly [string, string])[];
  readonly main?: string;
  readonly sourceRoots?: readonly string[];
  readonly dataFiles?: readonly string[];
  /** Exports of the host module `commonfabric`: another version of the host. */
  readonly hostExports?: readonly string[];
}

/** Path of the entry. */
export function entryOf({ main, files = {}, pairs = [] }: ProgramRecipe): string {
  return main ?? pairs[0]?.[0] ?? Object.keys(files)[0]!;
}

export function programOf(recipe: ProgramRecipe): Program {
  const { files = {}, pairs, sourceRoots, dataFiles } = recipe;
  return {
    main: entryOf(recipe),
    files: (pairs ?? Object.entries(files)).map(([name, contents]) => ({ name, contents })),
    ...(sourceRoots && { sourceRoots }),
    ...(dataFiles && { dataFiles }),
  };
}

const identityMemo = makeIdentityMemo();
const memo = makeEdgeMemo();

/**
 * The modules of a program, by path.
 * @throws {ResolveError}
 * @throws {TypeError} when memory of earlier programs changes an answer
 */
export function identitiesOf(recipe: ProgramRecipe): Map<string, ModuleIdentity> {
  const program = programOf(recipe);
  const options = optionsFor(recipe);
  const plain = computeModuleIdentities(program, options);
  const edges = { ...options.edges, memo };
  const remembered = computeModuleIdentities(program, { ...options, identityMemo, edges });
  const [one, other] = [plain, remembered].map((found) => JSON.stringify([...found]));
  if (one !== other) throw new TypeError("Memory of earlier programs changes an identity");
  return plain;
}

/** The options of every identity here: two host modules, the lexical scan, SHA-256. */
export function optionsFor(
  { hostExports = [] }: Pick<ProgramRecipe, "hostExports">,
): IdentityOptions {
  const exports = new Map(
    hostExports.map((name) => [name, { category: "value" } as unknown as HostExport]),
  );
  const host = (name: string) => [name, { name, exports }] as const;
  return {
    hosts: {
      modules: new Map([host("commonfabric"), host("commonfabric/schema")]),
      helpers: "commonfabric",
    },
    edges: { scan: scanImports },
    sha256: nodeSha256,
  };
}
