/** A small host table: one module with each kind of export. */
import type { CallbackRule, HostExport, HostTable } from "@commonfabric/contract";

function builder(name: string, callback: CallbackRule, maxArguments: number): HostExport {
  return { name, category: "builder", verify: { callback, maxArguments } };
}

const EXPORTS: readonly HostExport[] = [
  builder("pattern", { kind: "argument", index: 0 }, 4),
  builder("render", { kind: "argument", index: 0 }, 4),
  builder("computed", { kind: "argument", index: 0 }, 2),
  builder("action", { kind: "argument", index: 0 }, 2),
  builder("lift", { kind: "first-of", count: 3 }, 4),
  builder("handler", { kind: "first-or", otherwise: 2 }, 4),
  builder("derive", { kind: "first-or", first: 1, otherwise: 3 }, 4),
  builder("patternTool", { kind: "builder-argument" }, 2),
  builder("multiUserTest", { kind: "builder-record" }, 1),
  { name: "Writable", category: "cell" },
  { name: "str", category: "call" },
  { name: "ifElse", category: "call" },
  { name: "NAME", category: "constant", verify: { pure: true } },
  { name: "UI", category: "constant", verify: { pure: true } },
  { name: "__cf_data", category: "data", verify: { data: true, pure: true } },
  { name: "schema", category: "data", verify: { data: true, pure: true } },
  { name: "h", category: "internal" },
  { name: "Default", category: "type" },
];

export const HOSTS: HostTable = {
  modules: new Map([
    ["commonfabric", {
      name: "commonfabric",
      exports: new Map(EXPORTS.map((row) => [row.name, row])),
    }],
  ]),
  helpers: "commonfabric",
};
