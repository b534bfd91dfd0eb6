/** The gauntlet notices what it is for: bodies that only pass with a rule off, and hosts that leak. */
import assert from "node:assert/strict";
import { hostTable } from "@commonfabric/api";
import type { HostTable } from "@commonfabric/contract";
import type { RuleId, Verdict } from "@commonfabric/sandbox-verifier";
import { checkBody } from "../../sandbox-verifier/check-body.ts";
import { resolvePolicy } from "../../sandbox-verifier/policy.ts";
import type { HostModules } from "../sandbox/records.ts";
import { acceptedVerdict } from "./support/gauntlet/accepting.ts";
import { Gauntlet, type ViolationKind } from "./support/gauntlet/gauntlet.ts";
import { recordingHosts } from "./support/gauntlet/hosts.ts";

const HEAD = '"use strict";\nconst commonfabric_1 = require("commonfabric");\n';

/** The verdict of a body under the rules that are left. */
function verdictWithout(off: readonly RuleId[], body: string, table: HostTable): Verdict {
  const check = checkBody(body, resolvePolicy({ hosts: table }), new Set(off));
  assert.ok(check.surface, JSON.stringify(check.findings));
  const head = { ok: true, verifierVersion: "off", policy: "off", bodyHash: "off" } as const;
  return { ...head, ...check.surface };
}

const PLANTED: readonly {
  readonly what: string;
  readonly off: readonly RuleId[];
  readonly kind: ViolationKind;
  readonly body: string;
}[] = [
  {
    what: "a name outside the list that is read during load",
    off: ["W7"],
    kind: "tripwire",
    body: "function f() { return Deno; }\nexports.x = __cfHelpers.__cf_data(f() ? 1 : 2);",
  },
  {
    what: "a name outside the list that is read by a callback",
    off: ["W7"],
    kind: "tripwire",
    body: "exports.x = (0, commonfabric_1.lift)(() => typeof process);",
  },
  {
    what: "a way to new code that is written",
    off: ["W8"],
    kind: "tripwire",
    body: "exports.f = f;\nfunction f() { Function = 1; }",
  },
  {
    what: "a call of the host at module level",
    off: ["S0"],
    kind: "host-log",
    body: "commonfabric_1.ifElse(1, 2, 3);",
  },
  {
    what: "a builder call in computed data",
    off: ["W5"],
    kind: "host-log",
    body: "exports.n = __cfHelpers.__cf_data([commonfabric_1.lift(() => 1)].length);",
  },
  {
    what: "a map behind a function",
    off: ["S9"],
    kind: "mutable",
    body: "exports.f = __cfHardenFn(Object.assign(function () {}, { m: new Map() }));",
  },
  {
    what: "a function declaration that is assigned",
    off: ["W1"],
    kind: "state",
    body: "exports.f = f;\nfunction n() { return 0; }\n" +
      "function f() { const before = n(); n = () => before + 1; return before; }",
  },
  {
    what: "a counter in a callback",
    off: ["S8", "W1"],
    kind: "state",
    body: "let n = 0;\nexports.l = (0, commonfabric_1.lift)(() => n++);",
  },
  {
    what: "an argument that is kept",
    off: ["S8"],
    kind: "state",
    body: "var kept = [];\nexports.f = f;\nfunction f(x) { kept.push(x); return kept; }",
  },
  {
    what: "a generator that is kept open",
    off: ["S8"],
    kind: "state",
    body: "const g = (function* () { let n = 0; while (true) yield n++; })();\n" +
      "exports.f = f;\nfunction f() { return g.next().value; }",
  },
  {
    what: "a function that remembers its last call",
    off: ["S9"],
    kind: "state",
    body: "exports.f = __cfHardenFn((() => { let last; return (x) => { const was = last; " +
      "last = typeof x; return was; }; })());",
  },
];

for (const { what, off, kind, body } of PLANTED) {
  Deno.test(`noticed, with ${off.join(" and ")} off: ${what}`, () => {
    const text = HEAD + body;
    assert.throws(() => acceptedVerdict(text));
    const gauntlet = new Gauntlet({ table: hostTable });
    const { violations } = gauntlet.run(text, verdictWithout(off, text, hostTable));
    assert.ok(
      violations.some((violation) => violation.kind === kind),
      JSON.stringify(violations, null, 1),
    );
  });
}

/** The host with one more export, which is called pure and is not. */
function leakingHost(leak: () => unknown): { table: HostTable; hosts: HostModules } {
  const leaky = { name: "leak", category: "call", verify: { pure: true } } as const;
  const fabric = hostTable.modules.get("commonfabric")!;
  const exports = new Map([...fabric.exports, ["leak", leaky]]);
  const modules = new Map([...hostTable.modules, ["commonfabric", { ...fabric, exports }]]);
  const hosts = new Map(recordingHosts(hostTable));
  const { namespace, ...rest } = hosts.get("commonfabric")!;
  const withLeak = Object.assign(Object.create(null) as object, namespace, { leak });
  hosts.set("commonfabric", { ...rest, namespace: withLeak });
  return { table: { ...hostTable, modules }, hosts };
}

const LEAKS: readonly { kind: ViolationKind; body: string; leak: () => () => unknown }[] = [
  {
    kind: "namespace",
    body: "exports.n = __cfHelpers.__cf_data(commonfabric_1.leak());",
    leak: () => {
      let calls = 0;
      return () => calls++;
    },
  },
  {
    kind: "load",
    body: "exports.n = __cfHelpers.__cf_data(commonfabric_1.leak());",
    leak: () => {
      let calls = 0;
      return () => {
        if (calls++ > 0) throw new Error("second load");
      };
    },
  },
  {
    kind: "shared",
    body: "exports.f = f;\nfunction f() { return commonfabric_1.leak(); }",
    leak: () => {
      const shared = { list: [1] };
      return () => shared;
    },
  },
];

for (const { kind, body, leak } of LEAKS) {
  Deno.test(`noticed, with a host that leaks: ${kind}`, () => {
    const { table, hosts } = leakingHost(leak());
    const text = HEAD + body;
    const { violations } = new Gauntlet({ table, hosts })
      .run(text, verdictWithout([], text, table));
    assert.ok(violations.some((violation) => violation.kind === kind), JSON.stringify(violations));
  });
}
