/** A program over the host modules, compiled, verified and evaluated in a compartment. */
import assert from "node:assert/strict";
import { hostTable } from "@commonfabric/api";
import { nodeSha256 } from "@commonfabric/canonical";
import { computeModuleIdentities, makeEdgeMemo, scanImports } from "@commonfabric/module-identity";
import { verifierVersion } from "@commonfabric/sandbox-verifier";
import { patternGraph } from "../builders/artifact.ts";
import { makeCommonfabricModule } from "../builders/host-module.ts";
import { makeLabelModule } from "../builders/label-declarations.ts";
import { Engine } from "../engine/engine.ts";
import { makeLazyCompiler } from "../engine/lazy-compiler-powers.ts";
import { hardenFunction } from "../sandbox/harden.ts";
import { freezePlainData } from "../sandbox/plain-data.ts";
import type { Any } from "./support/test-runtime.ts";

const HELPERS =
  `import { cfSqlite, fetchJson, getPatternEnvironment, NAME, navigateTo, pattern, patternTool,
  sqliteDatabase, toCompactDebugString, toIndentedDebugString, UI, uiVariant, valueEqual, wish } from "commonfabric";
import { CFC_CONCEPT_KIND, cfcAtom, cfcPattern, exchangeRule, exchangeRules, THIS_POLICY, v, type Confidential } from "commonfabric/cfc";
type Secret = Confidential<string, ["secret"]>;
const INPUT = { type: "object", properties: { a: { type: "string" } } };
export const LABEL: Secret = toCompactDebugString([1, { a: "b" }]);
export const LINES = toIndentedDebugString({ a: 1 }).split("\\n");
export const SAME = valueEqual({ a: [1] }, { a: [1] });
export const RULES = exchangeRules([
  exchangeRule({ of: THIS_POLICY, kind: CFC_CONCEPT_KIND, from: cfcAtom.user!({ subject: v("s") }), to: cfcPattern.role!(v("r")) }),
]);
export const NOTES = cfSqlite.table({ id: cfSqlite.text() }, (row) => cfSqlite.dbOwner(row.id));
const search = pattern((input) => ({ found: input.q }), INPUT, true);
export default pattern((input) => {
  const found = wish({ query: "#default" });
  const reply = fetchJson<{ a: number }>({ url: "https://a.example/" });
  const db = sqliteDatabase({ notes: NOTES });
  return {
    [NAME]: LABEL,
    [UI]: <p>{reply.error.message}{uiVariant(found, "tile")}</p>,
    rows: db.query("SELECT 1"),
    shown: navigateTo(input.a),
    tool: patternTool(search, { q: input.a }),
    url: getPatternEnvironment().apiUrl.href,
  };
}, INPUT, true);
`;

function makeEngine(): Engine {
  const commonfabric = makeCommonfabricModule({
    freezePlainData,
    hardenCallback: (callback) => void hardenFunction(callback),
    equals: Object.is,
    apiUrl: "https://api.example/",
  });
  const modules = new Map<string, { readonly namespace: object; readonly helpers?: object }>([
    ["commonfabric", commonfabric],
    ["commonfabric/cfc", { namespace: makeLabelModule({ freezePlainData }) }],
  ]);
  const engine: Engine = new Engine({
    hosts: { table: hostTable, modules },
    sha256: nodeSha256,
    compiler: { ensureCompiler: () => makeLazyCompiler(engine.counters).ensureCompiler() },
    computeModuleIdentities,
    edges: { memo: makeEdgeMemo(), scan: scanImports },
    verifierVersion: verifierVersion(),
  });
  return engine;
}

async function evaluated(contents: string): Promise<Any> {
  const engine = makeEngine();
  const program = { main: "/main.tsx", files: [{ name: "/main.tsx", contents }] };
  return engine.evaluateRecordGraph(await engine.compileToRecordGraph(program)).main;
}

Deno.test("helpers of the host modules compute module data, and calls stand in a pattern body", async () => {
  const main = await evaluated(HELPERS);
  assert.equal(main.LABEL, '[1,{"a":"b"}]');
  assert.deepEqual([...main.LINES], ["{", '  "a": 1', "}"]);
  assert.equal(main.SAME, true);
  assert.deepEqual(JSON.parse(JSON.stringify(main.RULES)), [{
    of: { kind: "this-policy" },
    kind: "concept",
    from: { kind: "user", subject: { kind: "variable", name: "s" } },
    to: { kind: "pattern", of: { kind: "role", members: [{ kind: "variable", name: "r" }] } },
  }]);
  assert.deepEqual(main.NOTES.rule, { dbOwner: [{ column: "id" }] });
  const { result }: Any = patternGraph(main.default);
  assert.equal(result.url, "https://api.example/");
  assert.deepEqual(Object.keys(result.tool), ["pattern", "extraParams"]);
});

Deno.test("an empty variable name stops the module that declares it", async () => {
  const program = 'import { v } from "commonfabric/cfc";\nexport const EMPTY = v("");\n';
  await assert.rejects(evaluated(program), /v\(\) expects the name of a variable/);
});
