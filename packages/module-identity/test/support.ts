/** What the tests of this package share: options, host table, programs. */
import { nodeSha256 } from "@commonfabric/canonical";
import { makeCounters } from "@commonfabric/contract";
import type { HostModule, HostTable } from "@commonfabric/contract";
import {
  type IdentityOptions,
  makeEdgeMemo,
  makeIdentityMemo,
  type ModuleIdentity,
  type Program,
  scanImports,
  type SourceDocument,
} from "@commonfabric/module-identity";

const hostModule = (name: string): [string, HostModule] => [name, { name, exports: new Map() }];

export const hosts: HostTable = {
  modules: new Map([hostModule("commonfabric"), hostModule("commonfabric/schema")]),
  helpers: "commonfabric",
};

/** Options without any memory. */
export function plainOptions(): IdentityOptions & { counters: ReturnType<typeof makeCounters> } {
  return { hosts, edges: { scan: scanImports }, sha256: nodeSha256, counters: makeCounters() };
}

/** Options that remember texts, edges and nodes. */
export function rememberingOptions(): ReturnType<typeof plainOptions> {
  const edges = { scan: scanImports, memo: makeEdgeMemo() };
  return { ...plainOptions(), edges, identityMemo: makeIdentityMemo() };
}

/** A program of texts by path; the first path is `main` unless `fields` says otherwise. */
export function program(texts: Record<string, string>, fields: Partial<Program> = {}): Program {
  const files = Object.entries(texts).map(([name, contents]) => ({ name, contents }));
  return { main: files[0]!.name, files, ...fields };
}

/** The documents that a cache stores for `modules`. */
export function documentsOf(modules: Iterable<ModuleIdentity>): Map<string, SourceDocument> {
  const documents = new Map<string, SourceDocument>();
  for (const { identity, path, kind, sourceDigest, storedEdges, text } of modules) {
    documents.set(identity, {
      filename: path,
      kind: kind === "code" ? "source" : kind,
      sourceDigest,
      imports: storedEdges,
      code: text,
    });
  }
  return documents;
}
