/** What a body imports, exports and declares, as running it shows. */
import type { Verdict } from "@commonfabric/sandbox-verifier";
import type { Copy } from "../gauntlet/copy.ts";
import type { ImportedStubs } from "../gauntlet/imports.ts";

/** Differences between `verdict` and what `copy`, which was loaded by it, did; empty when none. */
export function surfaceDifferences(copy: Copy, verdict: Verdict, stubs: ImportedStubs): string[] {
  const required = copy.recording.log.filter((line) => line.startsWith("require "))
    .map((line) => line.slice("require ".length));
  const starred = verdict.starTargets.flatMap((target) => [...stubs.get(target)?.keys() ?? []]);
  const exported = new Set(verdict.exports.map(({ name }) => name));
  const names = new Set([...exported, ...starred.filter((name) => name !== "default")]);
  const differences: string[] = [];
  const compare = (what: string, actual: Iterable<string>, expected: Iterable<string>) => {
    const [one, other] = [[...actual].join(), [...expected].join()];
    if (one !== other) differences.push(`${what}: ${one} instead of ${other}`);
  };
  compare("imports", new Set(required), verdict.imports);
  compare("exports", sorted(Object.keys(copy.namespace)), sorted(names));
  compare("registrations", copy.registrations.keys(), verdict.hoistSymbols);
  for (const { name } of verdict.hoistedExports) {
    if (!Object.isFrozen(copy.namespace[name])) differences.push(`${name} is not hardened`);
  }
  return differences;
}

function sorted(names: Iterable<string>): string[] {
  return [...names].sort((a, b) => a < b ? -1 : a > b ? 1 : 0);
}
