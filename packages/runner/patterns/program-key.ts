/** One name for a program as it is compiled: everything that can change its outcome. */
import { nodeSha256, sortedUtf8, taggedDigest } from "@commonfabric/canonical";
import type { Identity, Program } from "@commonfabric/module-identity";
import type { Engine } from "../engine/engine.ts";

export interface ProgramKey {
  readonly entry: Identity;
  /** Names the files that the entry does not reach as well. */
  readonly key: string;
}

/** @throws {ResolveError} for a program that is not closed */
export async function programKey(engine: Engine, program: Program): Promise<ProgramKey> {
  const identities = await engine.computeModuleHashes(program);
  const entry = identities.get(program.main)!;
  const all = sortedUtf8([...identities.values()]);
  const key = taggedDigest(nodeSha256, "cf/program-key/v1", (writer) => {
    writer.str(entry).str(program.mainExport ?? "")
      .list(all, (identity, list) => list.str(identity));
  });
  return { entry, key };
}
