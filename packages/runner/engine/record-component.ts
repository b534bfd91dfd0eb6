/** What the engine remembers of a module when its component is complete: refs, provenance, index. */
import type { EvaluatedModule } from "../sandbox/module-instance.ts";
import type { ImplementationIndex } from "./implementation-index.ts";
import { artifactInfo, recordEntryRef, recordVerifiedProvenance } from "./provenance.ts";
import { registerSourceLocation, type SitesProvider } from "./source-locations.ts";
import { symbolsOfArtifacts } from "./symbol-of-artifact.ts";

/** Definers come before their re-exporters, because components come in dependency order. */
export function recordComponent(
  module: EvaluatedModule,
  sites: SitesProvider,
  index: ImplementationIndex,
): void {
  const { identity, path } = module;
  for (const [artifact, symbol] of symbolsOfArtifacts(module)) {
    const ref = { identity, symbol };
    recordEntryRef(artifact, ref);
    recordVerifiedProvenance(artifact, ref);
    const implementation = artifactInfo(artifact)?.implementation;
    if (implementation === undefined) continue;
    index.registerVerifiedImplementation(ref, implementation);
    registerSourceLocation(implementation, ref, path, sites);
  }
  const exposed = new Map<string, unknown>(module.registrations);
  for (const name of Object.keys(module.namespace)) exposed.set(name, module.namespace[name]);
  index.registerModule(identity, exposed);
}
