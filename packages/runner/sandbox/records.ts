/**
 * Virtual module records: what a load knows of a module before it runs. Host records are made from
 * host namespaces here; authored records are made from verdicts by `compileSourcesToRecords`.
 */
import { compareUtf8 } from "@commonfabric/canonical";
import { hostRecordKey } from "@commonfabric/contract";
import { ensureLockdown } from "./lockdown.ts";
import type { Compartment } from "./ses-globals.ts";

export type RecordKey = string;

/** The surface of a module and the function that runs its body phase. Frozen, without accessors. */
export interface VirtualModuleRecord {
  readonly imports: readonly string[];
  /** Resolved export names in UTF-8 byte order. */
  readonly exports: readonly string[];
  /** Record key by specifier; a specifier that is missing is its own key. */
  readonly resolutions?: Readonly<Record<string, RecordKey>>;
  readonly execute: (
    moduleExports: Record<string, unknown>,
    compartment: Compartment,
    resolvedImports: Readonly<Record<string, string>>,
  ) => void;
}

/** What the host provides under one module name. Both objects are hardened when they are used. */
export interface HostModuleValues {
  /** The exports that authors can import. */
  readonly namespace: object;
  /** `__cfHelpers`: all exports, internal ones included. On the module that the host table names. */
  readonly helpers?: object;
  /** Exports that a module with data files gets its own of, in place of the shared ones. */
  readonly ofModule?: (module: DataOfModule) => Readonly<Record<string, unknown>>;
}

/** The data files that one module reads. */
export interface DataOfModule {
  /** Authored path of the module. */
  readonly path: string;
  /** Texts by specifier, as the module spells it. */
  readonly data: ReadonlyMap<string, string>;
}

/** Host modules by name. */
export type HostModules = ReadonlyMap<string, HostModuleValues>;

const hostRecords = new WeakMap<VirtualModuleRecord, HostModuleValues>();

const recordsOfHosts = new WeakMap<HostModules, ReadonlyMap<RecordKey, VirtualModuleRecord>>();

/** Records of the host modules, by key `cf:runtime/<name>`; made, and their values hardened, once. */
export function runtimeModuleRecords(
  hosts: HostModules,
): ReadonlyMap<RecordKey, VirtualModuleRecord> {
  const known = recordsOfHosts.get(hosts);
  if (known !== undefined) return known;
  const { harden } = ensureLockdown();
  const records = new Map<RecordKey, VirtualModuleRecord>();
  for (const [name, host] of hosts) {
    const values = harden({ ...host });
    const exports = Object.keys(values.namespace).sort(compareUtf8);
    const record: VirtualModuleRecord = Object.freeze({
      imports: Object.freeze([]),
      exports: Object.freeze(exports),
      execute(moduleExports: Record<string, unknown>): void {
        for (const key of exports) {
          moduleExports[key] = (values.namespace as Record<string, unknown>)[key];
        }
      },
    });
    hostRecords.set(record, values);
    records.set(hostRecordKey(name), record);
  }
  recordsOfHosts.set(hosts, records);
  return records;
}

/** The host values behind a record of `runtimeModuleRecords`; `undefined` for any other record. */
export function hostOfRecord(record: VirtualModuleRecord): HostModuleValues | undefined {
  return hostRecords.get(record);
}

/** The record key that `specifier` of `record` stands for. */
export function resolveSpecifier(record: VirtualModuleRecord, specifier: string): RecordKey {
  const { resolutions } = record;
  return resolutions !== undefined && Object.hasOwn(resolutions, specifier)
    ? resolutions[specifier]!
    : specifier;
}
