/** The compiled versions of the program, as all simulated processes of a test load them. */
import type { SpaceId } from "@commonfabric/storage";
import type { PatternValue } from "../../../builders/graph.ts";
import type { PatternSource } from "../../../pieces/pattern-source.ts";
import { compiledRuntime } from "../compiled.ts";
import { programText, VERSIONS } from "./program.ts";

export interface Laboratory {
  readonly versions: readonly PatternValue[];
  readonly source: PatternSource;
  close(): Promise<void>;
}

const IMPORTS =
  'import { computed, Default, fetchJson, handler, ifElse, pattern, str, Writable } from "commonfabric";\n';

export async function openLaboratory(): Promise<Laboratory> {
  const { runtime } = await compiledRuntime();
  const { patterns } = runtime;
  const versions = [];
  for (const at of VERSIONS.keys()) {
    const files = [{ name: "/main.tsx", contents: IMPORTS + programText(at) }];
    versions.push(await patterns.compilePattern({ main: "/main.tsx", files }, { space: "home" }));
  }
  return {
    versions,
    source: {
      artifactFromIdentitySync: (identity, symbol) =>
        patterns.artifactFromIdentitySync(identity, symbol),
      loadPatternByIdentity: (identity: string, symbol: string, _space: SpaceId) =>
        patterns.loadPatternByIdentity(identity, symbol, "home"),
      getArtifactEntryRef: (value) => patterns.getArtifactEntryRef(value),
      // The store of the laboratory keeps all code.
      ensurePatternPersisted: () => Promise.resolve(),
    },
    close: () => runtime.dispose(),
  };
}
