/**
 * Fingerprints of parts of this workspace: a digest over every source module that static imports
 * reach from some entries. Toolchain, host, scheduler and verifier have one each; none of them is
 * maintained by hand, and none enters a module identity.
 */
import { compareUtf8, taggedDigest } from "@commonfabric/canonical";
import { quote } from "@commonfabric/contract";
import { DigestCache } from "./digest-cache.ts";
import type { FingerprintPowers } from "./fingerprint-powers.ts";

export interface FingerprintInputs {
  /** `file:` URLs of the entry modules. What is imported dynamically is an entry of its own. */
  readonly entries: readonly string[];
  /** `file:` URL of the directory that holds the packages, ending with a slash. */
  readonly packages: string;
  /** Exact version of every npm package that the sources import, by bare name. */
  readonly versions: Readonly<Record<string, string>>;
  /** Further named texts that count: declaration files, options. */
  readonly texts?: Readonly<Record<string, string>>;
}

/** A fingerprint, or why there is none. One that is unavailable equals nothing. */
export type Fingerprint = { readonly value: string } | { readonly unavailable: string };

const WORKSPACE = "@commonfabric/";

/** `H(tag, sorted [workspace path, digest], sorted texts, sorted versions)`. */
export function fingerprintOfSources(
  tag: string,
  inputs: FingerprintInputs,
  powers: FingerprintPowers,
): Fingerprint {
  const cache = new DigestCache(powers);
  const digests = new Map<string, string>();
  const reached = new Set(inputs.entries);
  // A set is iterated in order of insertion, also of what is added meanwhile.
  for (const url of reached) {
    const path = workspacePath(url, inputs.packages);
    if (path === undefined) return unavailable(url, "lies outside the workspace");
    const facts = cache.factsOf(url);
    if ("unknown" in facts) return unavailable(path, facts.unknown);
    digests.set(path, facts.digest);
    for (const specifier of facts.specifiers) {
      const target = locate(specifier, url, inputs, powers);
      if (target === "unknown") {
        return unavailable(
          path,
          `imports ${quote(specifier)}, which is no workspace file and has no stated version`,
        );
      }
      if (target !== "external") reached.add(target);
    }
  }
  cache.save();
  const value = taggedDigest(powers.sha256, tag, (writer) => {
    for (const pairs of [[...digests], inputs.texts ?? {}, inputs.versions]) {
      const sorted = (Array.isArray(pairs) ? pairs : Object.entries(pairs))
        .toSorted(([a], [b]) => compareUtf8(a, b));
      writer.list(sorted, ([name, text], list) => list.str(name).str(text));
    }
  });
  return { value };
}

function unavailable(file: string, reason: string): Fingerprint {
  return { unavailable: `${quote(file)} ${reason}` };
}

/** Path below the workspace root, the same on every machine. */
function workspacePath(url: string, packages: string): string | undefined {
  return url.startsWith(packages) ? `packages/${url.slice(packages.length)}` : undefined;
}

function locate(
  specifier: string,
  from: string,
  { packages, versions }: FingerprintInputs,
  powers: FingerprintPowers,
): string | "external" | "unknown" {
  if (/^\.{0,2}\//.test(specifier)) return new URL(specifier, from).href;
  if (specifier.startsWith("node:")) return "external";
  if (specifier.startsWith(WORKSPACE)) {
    const [name, ...subpath] = specifier.slice(WORKSPACE.length).split("/");
    const directory = `${packages}${name}/`;
    if (subpath.length === 0) return `${directory}mod.ts`;
    const target = exportOf(directory, `./${subpath.join("/")}`, powers);
    return target === undefined ? "unknown" : new URL(target, directory).href;
  }
  const name = specifier.replace(/^((?:@[^/]+\/)?[^/]+).*$/, "$1");
  return Object.hasOwn(versions, name) ? "external" : "unknown";
}

/** The file behind an entry of the `exports` map of a package. */
function exportOf(directory: string, name: string, powers: FingerprintPowers): string | undefined {
  const configuration = powers.readText(`${directory}deno.json`);
  if (configuration === undefined) return undefined;
  const { exports } = JSON.parse(configuration) as { exports?: unknown };
  if (typeof exports !== "object" || exports === null) return undefined;
  const target = Object.getOwnPropertyDescriptor(exports, name)?.value;
  return typeof target === "string" ? target : undefined;
}
