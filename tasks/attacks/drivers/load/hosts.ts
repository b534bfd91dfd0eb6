/** The host of loads by hand: a builder, a brand that is none, and places where a body keeps things. */
import { currentFrame } from "../../../../packages/runner/frame-powers.ts";
import { markBuilderArtifact } from "../../../../packages/runner/engine/provenance.ts";
import { freezePlainData } from "../../../../packages/runner/sandbox/plain-data.ts";
import type { HostModules } from "../../../../packages/runner/sandbox/records.ts";

/** What a body handed to its host. */
export interface Kept {
  value?: unknown;
}

/** Hosts of one attack; bodies import `host` and find the same functions on `__cfHelpers`. */
export function makeLoadHosts(kept: Kept): HostModules {
  let failed = false;
  const helpers = {
    __cf_data: freezePlainData,
    /** Gives `value` to the host, which hands it out to whoever asks. */
    keep: (value: unknown): void => void (kept.value = value),
    kept: (): unknown => kept.value,
    build: (kind: string): object => {
      const artifact = Object.freeze({ kind });
      markBuilderArtifact(artifact, { kind });
      return artifact;
    },
    /** Looks like an artifact and is none. */
    brand: (): object =>
      Object.freeze({ kind: "pattern", identity: currentFrame()?.evaluation?.identity }),
    /** Throws the first time. */
    failOnce: (): void => {
      if (failed) return;
      failed = true;
      throw new Error("the first time");
    },
  };
  return new Map([["host", { namespace: { value: 1 }, helpers }]]);
}
