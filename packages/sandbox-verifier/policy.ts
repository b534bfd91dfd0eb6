/** The policy as the rules read it, its digest, and which specifiers a module may require. */
import { canonicalBytes, compareUtf8, sortedUtf8, taggedDigest } from "@commonfabric/canonical";
import type { Sha256 } from "@commonfabric/canonical";
import type { HostTable } from "@commonfabric/contract";
import type { VerifierPolicy } from "./verdict.ts";

/** What a specifier names; see {@link specifierKind}. */
export type SpecifierKind = "host" | "local" | "package";

/** A policy with every switch set. */
export interface ResolvedPolicy {
  readonly hosts: HostTable;
  readonly packages: ReadonlySet<string>;
  readonly allowThunks: boolean;
  readonly coverage: boolean;
}

const NO_PACKAGES: ReadonlySet<string> = new Set();

/**
 * `policy` with its defaults.
 * @throws {TypeError} for `allowDynamicCode: true`: the grammar is about authored modules, in which
 * no evaluator is reachable.
 */
export function resolvePolicy(policy: VerifierPolicy): ResolvedPolicy {
  if (policy.allowDynamicCode === true) {
    throw new TypeError(
      "Cannot verify a module with allowDynamicCode: authored modules have none.",
    );
  }
  return {
    hosts: policy.hosts,
    packages: policy.packages ?? NO_PACKAGES,
    allowThunks: policy.allowThunks ?? true,
    coverage: policy.coverage ?? false,
  };
}

/** The digest of `policy`: equal for policies that decide alike, whatever the order of their rows. */
export function policyDigest(policy: VerifierPolicy, sha256: Sha256): string {
  const { hosts, packages, allowThunks, coverage } = resolvePolicy(policy);
  const modules = [...hosts.modules.values()].sort((a, b) => compareUtf8(a.name, b.name));
  return taggedDigest(sha256, "cf/verifier-policy/v1", (writer) => {
    writer.str(hosts.helpers).list(modules, (module) => {
      const rows = [...module.exports.values()].sort((a, b) => compareUtf8(a.name, b.name));
      writer.str(module.name).list(rows, ({ name, category, verify }) => {
        writer.str(name).str(category).lengthPrefixed(canonicalBytes(verify ?? null));
      });
    });
    writer.list(sortedUtf8(packages), (name) => writer.str(name));
    writer.u8(allowThunks ? 1 : 0).u8(coverage ? 1 : 0);
  });
}

/** What `specifier` names under `policy`, or `undefined` when no module may require it. */
export function specifierKind(
  specifier: string,
  policy: Pick<ResolvedPolicy, "hosts" | "packages">,
): SpecifierKind | undefined {
  if (policy.hosts.modules.has(specifier)) return "host";
  if (policy.packages.has(specifier)) return "package";
  return /^(?:\.{1,2}\/|\/)/.test(specifier) ? "local" : undefined;
}

/**
 * Whether an authored module may import `specifier`: a host module, a relative (`./`, `../`) or
 * grounded (`/`) path, or a package of the policy.
 */
export function isAllowedAuthoredImportSpecifier(
  specifier: string,
  policy: VerifierPolicy,
): boolean {
  return specifierKind(specifier, resolvePolicy(policy)) !== undefined;
}
