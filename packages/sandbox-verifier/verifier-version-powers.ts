/**
 * The verifier version: a digest of what decides, so that a verdict is only reused under the rules
 * that made it. It covers the sources of this package, the version of acorn, and the tables of
 * package `contract` that the rules read; the host table is covered by the digest of the policy.
 */
import { readdirSync, readFileSync } from "node:fs";
import { version as acornVersion } from "acorn";
import {
  compareUtf8,
  decodeUtf8,
  nodeSha256,
  sortedUtf8,
  taggedDigest,
} from "@commonfabric/canonical";
import {
  DATA_TEMPORARY_NAME,
  GLOBAL_PATH_DEPTH,
  HOIST_NAME,
  LIMITS,
  NEW_CODE_NAMES,
  PRIMITIVE_GLOBALS,
  READABLE_GLOBALS,
  REFUSED_COMMENT,
  REFUSED_EXPORT_NAMES,
  REFUSED_TEXT,
  RELEASE_VERSIONS,
  SANDBOX_GLOBALS,
  WRAPPER_PARAMETERS,
} from "@commonfabric/contract";

const ROOT = new URL(".", import.meta.url);
const NOT_SOURCES: ReadonlySet<string> = new Set(["test", "testdata"]);

let computed: string | undefined;

/**
 * The version of the verifier in this process: that of the release, or read from the package's own
 * files, once.
 * @throws when the files cannot be read: there is no version to fall back to.
 */
export function verifierVersion(): string {
  return computed ??= RELEASE_VERSIONS?.verifier ?? computeVersion();
}

function computeVersion(): string {
  return taggedDigest(nodeSha256, "cf/verifier/v1", (writer) => {
    writer.str(acornVersion);
    writer.list(sourceFiles(), ({ path, text }) => writer.str(path).str(text));
    writer.list(contractTables(), (table) => writer.list(table, (item) => writer.str(item)));
  });
}

/** The TypeScript files of the package by path, LF text. */
function sourceFiles(): { path: string; text: string }[] {
  const files: { path: string; text: string }[] = [];
  const folders = [""];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of readdirSync(new URL(folder, ROOT), { withFileTypes: true })) {
      const path = `${folder}${entry.name}`;
      if (entry.isDirectory() && !NOT_SOURCES.has(entry.name)) folders.push(`${path}/`);
      if (!entry.isFile() || !path.endsWith(".ts")) continue;
      const text = decodeUtf8(new Uint8Array(readFileSync(new URL(path, ROOT))));
      files.push({ path, text: text.replaceAll("\r\n", "\n") });
    }
  }
  return files.sort((a, b) => compareUtf8(a.path, b.path));
}

function contractTables(): readonly (readonly string[])[] {
  return [
    WRAPPER_PARAMETERS,
    NEW_CODE_NAMES,
    REFUSED_EXPORT_NAMES,
    sortedUtf8(SANDBOX_GLOBALS.keys()),
    sortedUtf8(PRIMITIVE_GLOBALS),
    [...sortedUtf8(READABLE_GLOBALS), `depth=${GLOBAL_PATH_DEPTH}`],
    REFUSED_TEXT.map(({ pattern }) => String(pattern)),
    [REFUSED_COMMENT, HOIST_NAME, DATA_TEMPORARY_NAME].map(String),
    sortedUtf8(Object.entries(LIMITS).map(([name, limit]) => `${name}=${limit}`)),
  ];
}
