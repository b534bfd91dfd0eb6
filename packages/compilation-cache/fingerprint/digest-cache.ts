/**
 * What a machine remembers of source files by (path, size, mtime, inode), and fingerprints by the
 * files that they were made of, so that a program run from source pays a `stat` per file. A file is
 * kept only if it was already at rest when it was read: a change within the granularity of the
 * clock would otherwise be overlooked.
 */
import { digestText, encodeUtf8 } from "@commonfabric/canonical";
import { scanImports } from "@commonfabric/module-identity";
import { type CacheContent, cacheText, type KnownFile, parseCache } from "./digest-cache-file.ts";
import type { FileStamp, FingerprintPowers } from "./fingerprint-powers.ts";

const AT_REST_MS = 2_000;
/** Fingerprints that a cache keeps: those of this workspace, and of its few latest states. */
const MAX_FINGERPRINTS = 16;

/** What a fingerprint needs of one file. */
export interface SourceFacts {
  /** Base64url SHA-256 of the text with LF line ends. */
  readonly digest: string;
  /** Import specifiers; of a `deno.json`, names and targets of one of its maps in turn. */
  readonly specifiers: readonly string[];
}

export type Unknown = { readonly unknown: string };

/** The digest cache of one run. */
export class DigestCache {
  readonly #powers: FingerprintPowers;
  readonly #content: CacheContent;
  readonly #used = new Set<string>();
  readonly #stamps = new Map<string, FileStamp | undefined>();
  #changed = false;

  constructor(powers: FingerprintPowers) {
    this.#powers = powers;
    this.#content = parseCache(powers.digestCache.read());
  }

  /** Facts of a source file, or why they are not known. */
  factsOf(url: string): SourceFacts | Unknown {
    return this.#facts(url, (text) => {
      const specifiers = scanImports(withoutDynamicImports(text), extensionOf(url));
      return specifiers === "uncertain" ? undefined : specifiers;
    }, "has imports that the scan is not sure of");
  }

  /** Entries and targets of the `exports` map of a package, in turn. */
  exportsOf(configuration: string): SourceFacts | Unknown {
    return this.#facts(configuration, mapIn("exports"), "has no exports that can be read");
  }

  /** Names and targets of the import map of a workspace, in turn. */
  importsOf(configuration: string): SourceFacts | Unknown {
    return this.#facts(configuration, mapIn("imports"), "has no imports that can be read");
  }

  /** Facts of a file that imports nothing that counts. */
  textOf(url: string): SourceFacts | Unknown {
    return this.#facts(url, () => [], "");
  }

  /** The fingerprint under `key` if none of its files can have changed. */
  remembered(key: string): string | undefined {
    const known = this.#content.fingerprints.get(key);
    const isCurrent = known?.files.every((url) => {
      const file = this.#content.files.get(url);
      return file !== undefined && isSameStamp(file.stamp, this.#stamp(url));
    });
    return isCurrent === true ? known!.value : undefined;
  }

  /** Keeps a fingerprint that was made of `files`. */
  remember(key: string, value: string, files: readonly string[]): void {
    const { fingerprints } = this.#content;
    if (!files.every((url) => this.#content.files.has(url))) return;
    fingerprints.delete(key);
    fingerprints.set(key, { value, files });
    for (const oldest of fingerprints.keys()) {
      if (fingerprints.size <= MAX_FINGERPRINTS) break;
      fingerprints.delete(oldest);
    }
    this.#changed = true;
  }

  /** Writes the cache back if it learned something; what nothing needs any more is left out. */
  save(): void {
    if (!this.#changed) return;
    const { files, fingerprints } = this.#content;
    const needed = new Set(this.#used);
    for (const known of fingerprints.values()) known.files.forEach((url) => needed.add(url));
    for (const url of files.keys()) if (!needed.has(url)) files.delete(url);
    this.#powers.digestCache.write(cacheText(this.#content));
    this.#changed = false;
  }

  #facts(
    url: string,
    read: (text: string) => readonly string[] | undefined,
    unreadable: string,
  ): SourceFacts | Unknown {
    this.#used.add(url);
    const stamp = this.#stamp(url);
    if (stamp === undefined) return { unknown: "cannot be found" };
    const known = this.#content.files.get(url);
    if (known !== undefined && isSameStamp(known.stamp, stamp)) return known;
    this.#forget(url);
    const text = this.#powers.readText(url)?.replace(/\r\n?/g, "\n");
    if (text === undefined) return { unknown: "cannot be read" };
    const specifiers = read(text);
    if (specifiers === undefined) return { unknown: unreadable };
    const facts = { digest: digestText(this.#powers.sha256, encodeUtf8(text)), specifiers };
    if (this.#powers.nowMs() - stamp.mtimeMs > AT_REST_MS) {
      this.#content.files.set(url, { ...facts, stamp: [stamp.size, stamp.mtimeMs, stamp.inode] });
      this.#changed = true;
    }
    return facts;
  }

  /** Drops a file and every fingerprint that was made of it as it was. */
  #forget(url: string): void {
    const { files, fingerprints } = this.#content;
    if (!files.delete(url)) return;
    for (const [key, known] of fingerprints) {
      if (known.files.includes(url)) fingerprints.delete(key);
    }
    this.#changed = true;
  }

  #stamp(url: string): FileStamp | undefined {
    if (!this.#stamps.has(url)) this.#stamps.set(url, this.#powers.stamp(url));
    return this.#stamps.get(url);
  }
}

/**
 * Dynamic imports are the borders between parts that have fingerprints of their own; what is behind
 * one is an entry of its own. The scan is unsure of them, because patterns must not have any.
 */
function withoutDynamicImports(text: string): string {
  return text.replace(/\bimport\(/g, "dynamic(");
}

/** Names and targets of a map in turn; the answer is `undefined` for a text that is no JSON object. */
function mapIn(field: "exports" | "imports"): (text: string) => string[] | undefined {
  return (text) => {
    let map: unknown;
    try {
      map = (JSON.parse(text) as { [field]?: unknown })[field];
    } catch {
      return undefined;
    }
    if (typeof map !== "object" || map === null) return [];
    return Object.entries(map)
      .flatMap(([name, target]) => typeof target === "string" ? [name, target] : []);
  };
}

function extensionOf(url: string): string {
  return url.slice(url.lastIndexOf("."));
}

function isSameStamp(
  [size, mtimeMs, inode]: KnownFile["stamp"],
  stamp: FileStamp | undefined,
): boolean {
  return size === stamp?.size && mtimeMs === stamp.mtimeMs && inode === stamp.inode;
}
