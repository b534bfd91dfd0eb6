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
  /** Where the versions of npm packages are; a package that sources import must be among them. */
  readonly pins: Pins;
  /** `file:` URLs of further files below `packages` that count by their text: declarations. */
  readonly files?: readonly string[];
  /** Further named texts that count. */
  readonly texts?: Readonly<Record<string, string>>;
}

/** The npm packages whose exact versions count, pinned by the import map of a configuration. */
export interface Pins {
  /** `file:` URL of the `deno.json`. */
  readonly configuration: string;
  /** Bare names. */
  readonly names: readonly string[];
}

/** A fingerprint, or why there is none. One that is unavailable equals nothing. */
export type Fingerprint = { readonly value: string } | { readonly unavailable: string };

const WORKSPACE = "@commonfabric/";

/** Fingerprints of one run: what is known of a file counts for all of them. */
export class SourceFingerprints {
  readonly #powers: FingerprintPowers;
  readonly #cache: DigestCache;

  constructor(powers: FingerprintPowers) {
    this.#powers = powers;
    this.#cache = new DigestCache(powers);
  }

  /** `H(tag, sorted [workspace path, digest], sorted texts, sorted versions)`. */
  of(tag: string, inputs: FingerprintInputs): Fingerprint {
    const { entries, packages, pins, files = [], texts = {} } = inputs;
    const asked = this.#digest("cf/fingerprint-request/v1", [
      [["tag", tag], ["packages", packages], ["pins", pins.configuration]],
      [...entries.map((url) => pair("entry", url)), ...files.map((url) => pair("file", url))],
      pins.names.map((name) => pair("pin", name)),
      Object.entries(texts),
    ]);
    const known = this.#cache.remembered(asked);
    if (known !== undefined) return { value: known };
    const reached = this.#reach(inputs);
    if ("unavailable" in reached) return reached;
    const { digests, versions } = reached;
    const value = this.#digest(tag, [[...digests], Object.entries(texts), [...versions]]);
    this.#cache.remember(asked, value, [...reached.files]);
    this.#cache.save();
    return { value };
  }

  /** Digests by workspace path of the files that count, and the versions of packages. */
  #reach(inputs: FingerprintInputs): Reached | Unavailable {
    const pins = this.#pinned(inputs.pins);
    if ("unavailable" in pins) return pins;
    const digests = new Map<string, string>();
    const sources = new Set(inputs.entries);
    const files = new Set<string>([inputs.pins.configuration]);
    for (const url of inputs.files ?? []) {
      const path = workspacePath(url, inputs.packages);
      if (path === undefined) return unavailable(url, "lies outside the workspace");
      const facts = this.#cache.textOf(url);
      if ("unknown" in facts) return unavailable(path, facts.unknown);
      digests.set(path, facts.digest);
      files.add(url);
    }
    // A set is iterated in order of insertion, also of what is added meanwhile.
    for (const url of sources) {
      const path = workspacePath(url, inputs.packages);
      if (path === undefined) return unavailable(url, "lies outside the workspace");
      const facts = this.#cache.factsOf(url);
      if ("unknown" in facts) return unavailable(path, facts.unknown);
      digests.set(path, facts.digest);
      files.add(url);
      for (const specifier of facts.specifiers) {
        const target = this.#locate(specifier, url, { ...inputs, ...pins }, files);
        if (target === "unknown") {
          return unavailable(
            path,
            `imports ${quote(specifier)}, which is no workspace file and has no stated version`,
          );
        }
        if (target !== "external") sources.add(target);
      }
    }
    return { digests, files, ...pins };
  }

  /** The versions that the import map pins. One that is a range says nothing. */
  #pinned(
    { configuration, names }: Pins,
  ): { readonly versions: ReadonlyMap<string, string> } | Unavailable {
    const facts = this.#cache.importsOf(configuration);
    if ("unknown" in facts) return unavailable("deno.json", facts.unknown);
    const versions = new Map<string, string>();
    for (const name of names) {
      const version = versionIn(facts.specifiers, name);
      if (version === undefined) {
        return unavailable("deno.json", `pins no version of ${quote(name)}`);
      }
      versions.set(name, version);
    }
    return { versions };
  }

  /** The target of a specifier; a configuration that decides about it is added to `files`. */
  #locate(
    specifier: string,
    from: string,
    { packages, versions }: FingerprintInputs & Pick<Reached, "versions">,
    files: Set<string>,
  ): string | "external" | "unknown" {
    if (/^\.{0,2}\//.test(specifier)) return new URL(specifier, from).href;
    if (specifier.startsWith("node:")) return "external";
    if (specifier.startsWith(WORKSPACE)) {
      const [member, ...subpath] = specifier.slice(WORKSPACE.length).split("/");
      const directory = `${packages}${member}/`;
      if (subpath.length === 0) return `${directory}mod.ts`;
      const configuration = `${directory}deno.json`;
      const facts = this.#cache.exportsOf(configuration);
      if ("unknown" in facts) return "unknown";
      files.add(configuration);
      const name = `./${subpath.join("/")}`;
      const entry = facts.specifiers.findIndex((text, index) => index % 2 === 0 && text === name);
      return entry < 0 ? "unknown" : new URL(facts.specifiers[entry + 1]!, directory).href;
    }
    const name = specifier.replace(/^((?:@[^/]+\/)?[^/]+).*$/, "$1");
    return versions.has(name) ? "external" : "unknown";
  }

  #digest(tag: string, lists: readonly (readonly [name: string, text: string][])[]): string {
    return taggedDigest(this.#powers.sha256, tag, (writer) => {
      for (const pairs of lists) {
        const sorted = pairs.toSorted(([a], [b]) => compareUtf8(a, b));
        writer.list(sorted, ([name, text], list) => list.str(name).str(text));
      }
    });
  }
}

/** The exact version under which an import map pins an npm package. */
export function pinnedIn(
  pins: Pick<Pins, "configuration"> & { readonly name: string },
  powers: FingerprintPowers,
): string | undefined {
  const facts = new DigestCache(powers).importsOf(pins.configuration);
  return "unknown" in facts ? undefined : versionIn(facts.specifiers, pins.name);
}

function versionIn(imports: readonly string[], name: string): string | undefined {
  const at = imports.findIndex((text, index) => index % 2 === 0 && text === name);
  return at < 0 ? undefined : exactVersion(imports[at + 1]!);
}

interface Reached {
  readonly digests: ReadonlyMap<string, string>;
  readonly files: ReadonlySet<string>;
  /** By bare name. */
  readonly versions: ReadonlyMap<string, string>;
}

interface Unavailable {
  readonly unavailable: string;
}

/** The version of `npm:name@1.2.3`, where that is one version. */
function exactVersion(target: string): string | undefined {
  return /^npm:(?:@[^/@]+\/)?[^/@]+@(\d+\.\d+\.\d+(?:-[\w.-]+)?)$/.exec(target)?.[1];
}

/** One fingerprint, by a run of its own. */
export function fingerprintOfSources(
  tag: string,
  inputs: FingerprintInputs,
  powers: FingerprintPowers,
): Fingerprint {
  return new SourceFingerprints(powers).of(tag, inputs);
}

function pair(name: string, text: string): [string, string] {
  return [name, text];
}

function unavailable(file: string, reason: string): Unavailable {
  return { unavailable: `${quote(file)} ${reason}` };
}

/** Path below the workspace root, the same on every machine. */
function workspacePath(url: string, packages: string): string | undefined {
  return url.startsWith(packages) ? `packages/${url.slice(packages.length)}` : undefined;
}
