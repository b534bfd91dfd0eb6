/** The vectors of the documentation that this package computes. */
import assert from "node:assert/strict";
import { nodeSha256 } from "@commonfabric/canonical";
import { emitKeyOf, interfaceDigests } from "../mod.ts";

const page = Deno.readTextFileSync(new URL("../../../docs/formats.md", import.meta.url));
const rows = page.replace(/ +/g, " ");
const PATH = "/one.ts";

function assertRow(...cells: string[]): void {
  const row = `| ${cells.map((cell) => `\`${cell}\``).join(" | ")} |`;
  assert.ok(rows.includes(row), `docs/formats.md lacks the row ${row}`);
}

Deno.test("the vectors of emit keys and interface digests are true", () => {
  const [, sourceDigest] = /`\/one\.ts` \| `source digest` \| `([\w-]{43})`/.exec(rows) ?? [];
  assertRow(
    "emit key",
    emitKeyOf(nodeSha256, [{ path: PATH, sourceDigest: sourceDigest!, edges: [] }]),
  );
  const digests = interfaceDigests(nodeSha256, [{
    path: PATH,
    declarations: "export declare const one = 1;\n",
    parts: new Uint8Array(0),
    imports: [],
  }]);
  assertRow("interface digest", digests.get(PATH)!);
});
