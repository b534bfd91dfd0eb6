/**
 * Host modules as recorders, made from the host table. Builders and data helpers treat their
 * arguments as the real ones do: callbacks are hardened, data is copied and frozen, what comes back
 * is a frozen artifact that the loader trusts.
 */
import type { HostExport, HostTable } from "@commonfabric/contract";
import { isTrustedArtifact, markBuilderArtifact } from "../../../engine/provenance.ts";
import { hardenFunction } from "../../../sandbox/harden.ts";
import { freezePlainData } from "../../../sandbox/plain-data.ts";
import type { HostModules } from "../../../sandbox/records.ts";
import { noteCall, noteCallback } from "./recording.ts";
import { stub, stubPath } from "./stubs.ts";

/** Recording host modules for `table`; `packages` are modules of stubs. */
export function recordingHosts(table: HostTable, packages: Iterable<string> = []): HostModules {
  const modules = new Map<string, { namespace: object; helpers?: object }>();
  for (const { name, exports } of table.modules.values()) {
    const rows = [...exports.values()].filter(({ category }) => category !== "type");
    const namespace = members(name, rows.filter(({ category }) => category !== "internal"));
    const isHelpers = name === table.helpers;
    modules.set(name, isHelpers ? { namespace, helpers: members(name, rows) } : { namespace });
  }
  for (const name of packages) {
    modules.set(name, { namespace: Object.freeze({ default: stub(name, "function") }) });
  }
  return modules;
}

/** The class of an argument as the log names it. */
export function argumentClass(value: unknown): string {
  if (isTrustedArtifact(value)) return "builder";
  if (stubPath(value) !== undefined) return "import";
  if (typeof value === "function") return "function";
  return typeof value === "object" && value !== null ? "object" : "primitive";
}

function members(module: string, rows: readonly HostExport[]): object {
  const namespace = Object.create(null) as Record<string, unknown>;
  for (const row of rows) namespace[row.name] = member(module, row);
  return Object.freeze(namespace);
}

function member(module: string, row: HostExport): unknown {
  if (row.verify?.data === true) return dataHelper(row.name);
  if (row.verify?.callback !== undefined) return builder(row.name);
  const path = `${module}:${row.name}`;
  return row.category === "constant" ? path : stub(path, "function");
}

function dataHelper(name: string): (value: unknown) => unknown {
  return Object.freeze((value: unknown): unknown => {
    noteCall(`data ${name}`);
    return freezePlainData(value);
  });
}

function builder(name: string): (...args: unknown[]) => object {
  return Object.freeze((...args: unknown[]): object => {
    noteCall(`builder ${name}(${args.map(argumentClass).join(",")})`);
    for (const arg of args) take(name, arg);
    const artifact = new Proxy(Object.freeze(() => {}), ARTIFACT);
    markBuilderArtifact(artifact, { kind: name });
    return artifact;
  });
}

/** Artifacts answer as stubs do, whatever made them. */
const ARTIFACT: ProxyHandler<() => void> = {
  get(of, key) {
    return Object.hasOwn(of, key)
      ? Reflect.get(of, key)
      : (stub("artifact", "function") as Record<PropertyKey, unknown>)[key];
  },
  apply(_of, _self, args) {
    noteCall(`call artifact(${args.length})`);
    return stub("artifact()", "function");
  },
};

function take(builderName: string, value: unknown): void {
  switch (argumentClass(value)) {
    case "function": {
      const fn = value as (...args: unknown[]) => unknown;
      if (Object.isExtensible(fn)) hardenFunction(fn);
      noteCallback({ builder: builderName, fn });
      return;
    }
    case "object":
      // A record of builders is no plain data; its members are frozen already.
      if (builderName !== "multiUserTest") freezePlainData(value);
  }
}
