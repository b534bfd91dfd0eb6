/** The text of a digest cache. Anything unexpected in it is left out: a cache costs time only. */

const FORMAT = 3;

/** What is remembered of a file. */
export interface KnownFile {
  readonly digest: string;
  readonly specifiers: readonly string[];
  readonly stamp: readonly [size: number, mtimeMs: number, inode: number];
}

/** A fingerprint and the files that it was made of. */
export interface KnownFingerprint {
  readonly value: string;
  readonly files: readonly string[];
}

export interface CacheContent {
  /** By URL. */
  readonly files: Map<string, KnownFile>;
  /** By a digest of what was asked, oldest first. */
  readonly fingerprints: Map<string, KnownFingerprint>;
}

export function cacheText({ files, fingerprints }: CacheContent): string {
  const places = new Map([...files.keys()].map((url, index) => [url, index]));
  return JSON.stringify({
    format: FORMAT,
    files: [...files],
    fingerprints: [...fingerprints].map((
      [key, { value, files }],
    ) => [key, value, files.map((url) => places.get(url)!)]),
  });
}

export function parseCache(text: string | undefined): CacheContent {
  const content: CacheContent = { files: new Map(), fingerprints: new Map() };
  const { format, files, fingerprints } = objectIn(text);
  if (format !== FORMAT || !Array.isArray(files) || !Array.isArray(fingerprints)) return content;
  const places = files.map((entry) => {
    if (!Array.isArray(entry) || typeof entry[0] !== "string" || !isKnownFile(entry[1])) return;
    content.files.set(entry[0], entry[1]);
    return entry[0];
  });
  for (const entry of fingerprints) {
    if (!Array.isArray(entry) || !Array.isArray(entry[2])) continue;
    const [key, value, indices] = entry as unknown[];
    const urls = (indices as unknown[]).map((index) => places[Number(index)]);
    if (typeof key !== "string" || typeof value !== "string") continue;
    if (!urls.every((url) => url !== undefined)) continue;
    content.fingerprints.set(key, { value, files: urls });
  }
  return content;
}

function objectIn(text: string | undefined): Record<string, unknown> {
  try {
    return Object(JSON.parse(text ?? "null"));
  } catch {
    return {};
  }
}

function isKnownFile(value: unknown): value is KnownFile {
  const { digest, specifiers, stamp } = (value ?? {}) as Record<string, unknown>;
  return typeof digest === "string" && Array.isArray(specifiers) &&
    specifiers.every((item) => typeof item === "string") &&
    Array.isArray(stamp) && stamp.length === 3 && stamp.every((item) => typeof item === "number");
}
