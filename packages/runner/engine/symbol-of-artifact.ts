/** Under which symbol a module exposes an artifact: decided by the definer's verdict alone. */
import { compareUtf8 } from "@commonfabric/canonical";
import type { EvaluatedModule } from "../sandbox/module-instance.ts";

/** Every name under which `module` exposes a value of its own: local exports and hoists. */
export function exposedValues(module: EvaluatedModule): Map<string, unknown> {
  const exposed = new Map<string, unknown>(module.registrations);
  for (const [name, slot] of module.slots) exposed.set(name, slot.value);
  return exposed;
}

/**
 * The one symbol of each artifact that `module` defines and exposes: the exported name of its own
 * declaration, else `default`, else the smallest exported name, else its hoist symbol.
 */
export function symbolsOfArtifacts(module: EvaluatedModule): Map<object, string> {
  const own = new Set(module.definedArtifacts);
  const symbols = new Map<object, string>();
  const choose = (name: string, value: unknown): void => {
    const artifact = value as object;
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
