/** Under which symbol a module exposes an artifact: decided by the definer's verdict alone. */
import { compareUtf8 } from "@commonfabric/canonical";
import { isTrustedArtifact, originalArtifact } from "./provenance.ts";
import type { EvaluatedModule } from "../sandbox/module-instance.ts";

/**
 * The one symbol of each artifact that `module` defines and exposes: the exported name of its own
 * declaration, else `default`, else the smallest exported name, else its hoist symbol.
 */
export function symbolsOfArtifacts(module: EvaluatedModule): Map<object, string> {
  const own = new Set(module.definedArtifacts);
  const symbols = new Map<object, string>();
  const choose = (name: string, value: unknown): void => {
    if (!isTrustedArtifact(value)) return;
    const artifact = originalArtifact(value);
    if (own.has(artifact) && !symbols.has(artifact)) symbols.set(artifact, name);
  };
  const locals = module.verdict.exports
    .filter(({ kind }) => kind === "local")
    .sort((a, b) => compareUtf8(a.name, b.name));
  const read = (name: string): unknown => module.slots.get(name)?.value;
  for (const { name, local } of locals) if (local === name) choose(name, read(name));
  choose("default", read("default"));
  for (const { name } of locals) choose(name, read(name));
  for (const [symbol, value] of module.registrations) choose(symbol, value);
  return symbols;
}
