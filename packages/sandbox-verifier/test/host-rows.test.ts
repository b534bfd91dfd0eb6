/** Rows of a host table that say less than others: what the verifier makes of them. */
import assert from "node:assert/strict";
import type { HostExport, HostTable } from "@commonfabric/contract";
import { accepted, bodyOf, rejections, verifierFor } from "./support/verify.ts";

const ROWS: readonly HostExport[] = [
  { name: "bare", category: "builder" },
  { name: "made", category: "call", verify: { callback: { kind: "argument", index: 0 } } },
  { name: "frozen", category: "data", verify: { data: true } },
  { name: "sum", category: "call", verify: { pure: true } },
  { name: "read", category: "call" },
];
const hosts: HostTable = {
  modules: new Map([["host", {
    name: "host",
    exports: new Map(ROWS.map((row) => [row.name, row])),
  }]]),
  helpers: "host",
};
const verifier = verifierFor({ hosts });
const HOST = 'const h_1 = require("host");\n';

Deno.test("a builder is no value, whether its category or its callback says that it is one", () => {
  for (const name of ["bare", "made"]) {
    assert.deepEqual(rejections(bodyOf(`${HOST}const a = h_1.${name};`), verifier), [
      "verify:value 3:11",
    ]);
  }
  accepted(bodyOf(`${HOST}exports.a = h_1.read;`), verifier);
});

Deno.test("computed data calls what is pure or a data helper, and nothing else of a host", () => {
  const call = (name: string) =>
    bodyOf(`${HOST}const a = __cfHelpers.__cf_data(h_1.${name}([1]).x);`);
  const data = { ...hosts, modules: hosts.modules };
  const helper = { name: "__cf_data", category: "data", verify: { data: true } } as const;
  const rows = new Map([...data.modules.get("host")!.exports, [helper.name, helper]]);
  const table = { modules: new Map([["host", { name: "host", exports: rows }]]), helpers: "host" };
  const own = verifierFor({ hosts: table });
  accepted(call("sum"), own);
  accepted(call("frozen"), own);
  accepted(bodyOf(`${HOST}const a = __cfHelpers.__cf_data((() => h_1.frozen([1]))());`), own);
  for (const name of ["read", "bare", "made"]) {
    const body = bodyOf(`${HOST}const a = __cfHelpers.__cf_data((() => h_1.${name})());`);
    assert.deepEqual(rejections(body, own), ["verify:helper 3:40"], name);
  }
});

Deno.test("a builder without a bound takes any number of arguments", () => {
  accepted(bodyOf(`${HOST}exports.a = h_1.made(() => 1, ${"1, ".repeat(20)}1);`), verifier);
});
