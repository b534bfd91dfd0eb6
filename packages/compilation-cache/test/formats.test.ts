import assert from "node:assert/strict";
import { hostTable } from "@commonfabric/api";
import { ByteWriter, canonicalBytes, nodeSha256 } from "@commonfabric/canonical";
import {
  componentMessage,
  computeModuleIdentities,
  makeEdgeMemo,
  scanImports,
  sourceDigest,
} from "@commonfabric/module-identity";
import { blobHash, docKeyDigest, documentId, spaceKey } from "@commonfabric/storage";
import { hashExtras } from "../documents/compiled-doc.ts";
import { storeSourceDoc } from "../documents/source-doc.ts";
import { buildSourceDocs, cacheDocumentKey, compiledDocKey, sourceDocKey } from "../mod.ts";

const page = Deno.readTextFileSync(new URL("../../../docs/formats.md", import.meta.url));
const hex = (bytes: Uint8Array): string => bytes.toHex();

const rows = page.replace(/ +/g, " ");

/** Whether the page has a table row whose cells are these, each in code font. */
function assertRow(...cells: string[]): void {
  const row = `| ${cells.map((cell) => `\`${cell}\``).join(" | ")} |`;
  assert.ok(rows.includes(row), `docs/formats.md lacks the row ${row}`);
}

const identities = computeModuleIdentities(
  {
    main: "/main.ts",
    files: [
      {
        name: "/main.ts",
        contents: 'import { one } from "./one.ts";\nexport const two = one + one;\n',
      },
      { name: "/one.ts", contents: "export const one = 1;\n" },
    ],
  },
  { hosts: hostTable, edges: { memo: makeEdgeMemo(), scan: scanImports }, sha256: nodeSha256 },
);
const main = identities.get("/main.ts")!;
const one = identities.get("/one.ts")!;

Deno.test("the vectors of the primitives and of canonical values are true", () => {
  assertRow("u8(7)", hex(new ByteWriter().u8(7).finish()));
  assertRow("u32(258)", hex(new ByteWriter().u32(258).finish()));
  assertRow('str("\u00e9")', hex(new ByteWriter().str("\u00e9").finish()));
  assertRow(
    'list(["a", "b"], str)',
    hex(
      new ByteWriter().list(["a", "b"], (text, writer) => writer.str(text)).finish(),
    ),
  );
  // deno-lint-ignore no-sparse-arrays -- a hole is what the row is about
  const holed = [1, , 2];
  const values: readonly (readonly [string, unknown])[] = [
    ["null", null],
    ["undefined", undefined],
    ["true", true],
    ["1", 1],
    ["-0", -0],
    ["-12n", -12n],
    ['"a"', "a"],
    ["[1, , 2]", holed],
    ['{ b: 1, a: "x" }', { b: 1, a: "x" }],
    ["new Date(0)", new Date(0)],
    ["Uint8Array.of(1, 2)", Uint8Array.of(1, 2)],
  ];
  for (const [text, value] of values) assertRow(text, hex(canonicalBytes(value)));
});

Deno.test("the vectors of identities are true", () => {
  assertRow("/one.ts", "source digest", one.sourceDigest);
  assertRow("/one.ts", "identity", one.identity);
  assertRow("/main.ts", "source digest", main.sourceDigest);
  assertRow("/main.ts", "identity", main.identity);
  const message = componentMessage([
    {
      path: "/one.ts",
      kind: "code",
      digest: sourceDigest(nodeSha256, one.text),
      edges: [],
    },
  ]);
  const shown = page.split("\n").map((line) => line.split("  ")[0]!.replaceAll(" ", "")).join("");
  assert.ok(shown.includes(hex(message)), hex(message));
});

Deno.test("the vectors of document ids and row keys are true", () => {
  for (const cause of ['"counter"', '{"parent":"counter","n":1}']) {
    assertRow(cause, documentId(JSON.parse(cause), nodeSha256));
  }
  const id = documentId("counter", nodeSha256);
  assertRow("space", hex(docKeyDigest(spaceKey(id), nodeSha256)));
  assertRow("user:alice", hex(docKeyDigest({ id, scopeKey: "user:alice" }, nodeSha256)));
  const source = sourceDocKey(one.identity);
  assertRow(source, cacheDocumentKey(source, nodeSha256).id);
  const compiled = compiledDocKey("example", one.identity);
  assertRow(compiled, cacheDocumentKey(compiled, nodeSha256).id);
});

Deno.test("the stored source document and the digest of extras are true", () => {
  const [doc] = buildSourceDocs([main]);
  const { value, blobs } = storeSourceDoc(doc!, nodeSha256);
  const shown = /```json\n([^`]*)```/.exec(page)?.[1] ?? "";
  assert.deepEqual(JSON.parse(shown), { value });
  assert.equal(blobs[0]!.hash, blobHash(blobs[0]!.bytes, nodeSha256));
  const extras = hashExtras(
    { filename: "/one.ts", interfaceDigest: one.identity, emitKey: one.identity },
    nodeSha256,
  );
  assertRow("/one.ts", one.identity, one.identity, extras);
});
