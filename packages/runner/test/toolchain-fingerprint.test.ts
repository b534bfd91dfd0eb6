/** What moves the toolchain fingerprint of this workspace, and what does not. */
import assert from "node:assert/strict";
import { readTypeLibs } from "@commonfabric/api/type-libs";
import {
  computeToolchainFingerprint,
  nodeFingerprintPowers,
  SourceFingerprints,
} from "@commonfabric/compilation-cache";
import { toolchainInputs, TYPE_LIBRARIES } from "../mod.ts";

const PACKAGES = new URL("../../", import.meta.url).href;

type Edit = (text: string) => string;

/** The fingerprint with some files read as their edits; nothing is remembered. */
function fingerprint(
  edits: Readonly<Record<string, Edit>> = {},
  every: Edit = (text) => text,
): string {
  const powers = nodeFingerprintPowers("/dev/null/nowhere");
  const byUrl = new Map(
    Object.entries(edits).map(([path, edit]) => [new URL(`../${path}`, PACKAGES).href, edit]),
  );
  for (const url of byUrl.keys()) assert.ok(Deno.statSync(new URL(url)).isFile, url);
  const result = computeToolchainFingerprint(
    toolchainInputs(PACKAGES),
    new SourceFingerprints({
      ...powers,
      digestCache: { read: () => undefined, write: () => {} },
      readText: (url) => {
        const text = powers.readText(url);
        const edit = byUrl.get(url);
        if (text === undefined || edit === undefined) return text && every(text);
        const edited = edit(text);
        assert.notEqual(edited, text, `${url} is edited`);
        return every(edited);
      },
    }),
  );
  assert.ok("value" in result, JSON.stringify(result));
  return result.value;
}

const base = fingerprint();
const remark: Edit = (text) => `${text}\n// edited\n`;

const MOVES: Readonly<Record<string, Edit>> = {
  "packages/ts-transformers/2-rewrite/rewriter.ts": remark,
  "packages/schema-generator/mod.ts": remark,
  "packages/js-compiler/typescript/chunk.ts": remark,
  "packages/js-compiler/typescript/compiler-options.ts": remark,
  "packages/module-identity/mod.ts": remark,
  "packages/runner/engine/compile-sources-to-records.ts": remark,
  "packages/runner/sandbox/functor.ts": remark,
  "packages/contract/host-table.ts": remark,
  "packages/api/types/commonfabric.d.ts": remark,
  "packages/api/types/commonfabric-cfc.d.ts": remark,
  "packages/api/types/es2023.d.ts": remark,
  "deno.json": (text) => text.replace("npm:typescript@6.0.3", "npm:typescript@6.0.2"),
};

for (const [path, edit] of Object.entries(MOVES)) {
  Deno.test(`editing ${path} moves the fingerprint`, () => {
    assert.notEqual(fingerprint({ [path]: edit }), base);
  });
}

const STAYS: Readonly<Record<string, Edit>> = {
  "packages/js-compiler/test/compile.test.ts": remark,
  "packages/runner/host/toolchain-powers.ts": remark,
  "packages/runner/scheduler/scheduler.ts": remark,
  "packages/cli/verbs/run.ts": remark,
  "packages/patterns/counter/main.tsx": remark,
  "docs/architecture.md": remark,
  "deno.lock": remark,
  "deno.json": (text) => text.replace('"tasks": {', '"tasks": {\n "x": "echo",'),
};

for (const [path, edit] of Object.entries(STAYS)) {
  Deno.test(`editing ${path} does not move the fingerprint`, () => {
    assert.equal(fingerprint({ [path]: edit }), base);
  });
}

Deno.test("line ends of a checkout do not move the fingerprint", () => {
  assert.equal(fingerprint({}, (text) => text.replaceAll("\n", "\r\n")), base);
});

Deno.test("every declaration file that the compiler is served is in the fingerprint", async () => {
  const files = await Array.fromAsync(Deno.readDir(new URL("api/types/", PACKAGES)));
  assert.deepEqual(
    files.map(({ name }) => name).toSorted(),
    TYPE_LIBRARIES.toSorted(),
  );
  assert.equal(Object.keys(readTypeLibs()).length, TYPE_LIBRARIES.length);
});

Deno.test("the installed versions are those that the fingerprint states", async () => {
  const { imports } = JSON.parse(await Deno.readTextFile(new URL("../deno.json", PACKAGES)));
  const lock = JSON.parse(await Deno.readTextFile(new URL("../deno.lock", PACKAGES)));
  for (const name of toolchainInputs(PACKAGES).pins.names) {
    const target = imports[name] as string;
    const version = target.slice(target.lastIndexOf("@") + 1);
    assert.equal(lock.specifiers[target], version, name);
  }
});
