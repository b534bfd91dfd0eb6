/** The authored files behind patterns. */
import type { EntryRef, Identity, Program } from "@commonfabric/module-identity";
import type { SpaceId } from "@commonfabric/storage";

/** The files behind one identity. */
export interface PatternSources {
  readonly identity: Identity;
  readonly files: readonly { readonly name: string; readonly contents: string }[];
}

/** One entry for each identity that runs and whose program is known. */
export async function sourcesOf(
  running: Iterable<{ readonly ref: EntryRef; readonly space: SpaceId }>,
  programOf: (ref: EntryRef, space: SpaceId) => Promise<Pick<Program, "files"> | undefined>,
): Promise<readonly PatternSources[]> {
  const sources = new Map<Identity, PatternSources>();
  for (const { ref, space } of running) {
    if (sources.has(ref.identity)) continue;
    const program = await programOf(ref, space);
    if (program === undefined) continue;
    const files = program.files.map(({ name, contents }) => ({ name, contents }));
    sources.set(ref.identity, { identity: ref.identity, files });
  }
  return [...sources.values()];
}
