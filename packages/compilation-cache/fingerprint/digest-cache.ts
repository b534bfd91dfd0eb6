/**
 * Digest and imports of source files by (path, size, mtime, inode), so that a program run from
 * source pays a `stat` per file. An entry is kept only if the file was already at rest when it was
 * read: a change within the granularity of the clock would otherwise be overlooked.
 */
import { digestText, encodeUtf8 } from "@commonfabric/canonical";
import { scanImports } from "@commonfabric/module-identity";
import type { FileStamp, FingerprintPowers } from "./fingerprint-powers.ts";

const FORMAT = 1;
const AT_REST_MS = 2_000;

/** What a fingerprint needs of one file. */
export interface SourceFacts {
  /** Base64url SHA-256 of the text with LF line ends. */
  readonly digest: string;
  readonly specifiers: readonly string[];
}

interface CachedFacts extends SourceFacts {
  readonly stamp: readonly [size: number, mtimeMs: number, inode: number];
}

/** The digest cache of one run. */
export class DigestCache {
  readonly #powers: FingerprintPowers;
  readonly #known: Map<string, CachedFacts>;
  #changed = false;

  constructor(powers: FingerprintPowers) {
    this.#powers = powers;
    this.#known = parseCache(powers.digestCache.read());
  }

  /** Facts of a file, or why they are not known. */
  factsOf(url: string): SourceFacts | { readonly unknown: string } {
    const stamp = this.#powers.stamp(url);
    if (stamp === undefined) return { unknown: "cannot be found" };
    const known = this.#known.get(url);
    if (known !== undefined && isSameStamp(known.stamp, stamp)) return known;
    const text = this.#powers.readText(url);
    if (text === undefined) return { unknown: "cannot be read" };
    const normalised = text.replace(/\r\n?/g, "\n");
    const specifiers = scanImports(withoutDynamicImports(normalised), extensionOf(url));
    if (specifiers === "uncertain") return { unknown: "has imports that the scan is not sure of" };
    const facts = {
      digest: digestText(this.#powers.sha256, encodeUtf8(normalised)),
      specifiers,
    };
    if (this.#powers.nowMs() - stamp.mtimeMs > AT_REST_MS) {
      this.#known.set(url, { ...facts, stamp: [stamp.size, stamp.mtimeMs, stamp.inode] });
      this.#changed = true;
    }
    return facts;
  }

  /** Writes the cache back if it learned something. */
  save(): void {
    if (!this.#changed) return;
    this.#powers.digestCache.write(JSON.stringify({ format: FORMAT, files: [...this.#known] }));
    this.#changed = false;
  }
}

/**
 * Dynamic imports are the borders between parts that have fingerprints of their own; what is behind
 * one is an entry of its own. The scan is unsure of them, because patterns must not have any.
 */
function withoutDynamicImports(text: string): string {
  return text.replace(/\bimport\(/g, "dynamic(");
}

function extensionOf(url: string): string {
  return url.slice(url.lastIndexOf("."));
}

function isSameStamp([size, mtimeMs, inode]: CachedFacts["stamp"], stamp: FileStamp): boolean {
  return size === stamp.size && mtimeMs === stamp.mtimeMs && inode === stamp.inode;
}

/** The entries of a cache text; anything unexpected is an empty cache. */
function parseCache(text: string | undefined): Map<string, CachedFacts> {
  const entries = new Map<string, CachedFacts>();
  let parsed: unknown;
  try {
    parsed = JSON.parse(text ?? "null");
  } catch {
    return entries;
  }
  const { format, files } = (parsed ?? {}) as { format?: unknown; files?: unknown };
  if (format !== FORMAT || !Array.isArray(files)) return entries;
  for (const entry of files) {
    if (!Array.isArray(entry) || typeof entry[0] !== "string" || !isFacts(entry[1])) continue;
    entries.set(entry[0], entry[1]);
  }
  return entries;
}

function isFacts(value: unknown): value is CachedFacts {
  const { digest, specifiers, stamp } = (value ?? {}) as Record<string, unknown>;
  return typeof digest === "string" && Array.isArray(specifiers) &&
    specifiers.every((item) => typeof item === "string") &&
    Array.isArray(stamp) && stamp.length === 3 && stamp.every((item) => typeof item === "number");
}
