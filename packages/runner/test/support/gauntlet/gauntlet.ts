/**
 * The two-compartment gauntlet: an accepted body in separate compartments between recording hosts.
 * It answers with everything that a body must not show.
 *
 *     copy one ──> exercised: called, its arguments, results and imports changed
 *     copy two ──> untouched
 *     copy three ─> made afterwards
 *
 *     then the same calls on all three give the same
 */
import type { HostTable } from "@commonfabric/contract";
import type { Verdict } from "@commonfabric/sandbox-verifier";
import { makeSandboxGlobals, type SandboxGlobals } from "../../../sandbox/compartment.ts";
import type { HostModules } from "../../../sandbox/records.ts";
import type { Compartment } from "../../../sandbox/ses-globals.ts";
import { type Copy, type CopyPlan, makeCopy } from "./copy.ts";
import { exercise, probe } from "./exercise.ts";
import { recordingHosts } from "./hosts.ts";
import { importedStubs } from "./imports.ts";
import { isPredictedLog } from "./predict-log.ts";
import { mutable, reachable } from "./reachable.ts";
import { snapshot } from "./snapshot.ts";
import { compartmentWithTripwires } from "./tripwires.ts";

/** What kind of promise was broken. */
export type ViolationKind =
  | "tripwire"
  | "host-log"
  | "namespace"
  | "mutable"
  | "shared"
  | "state"
  | "load";

export interface Violation {
  readonly kind: ViolationKind;
  readonly detail: string;
}

export interface GauntletResult {
  readonly violations: readonly Violation[];
  /** What the load threw, in every copy alike; such a body has no more to show. */
  readonly loadError: unknown;
  /** Calls that were compared between the copies. */
  readonly compared: number;
  /** A copy for further comparisons with what the verdict says. */
  readonly copy: Copy;
}

export interface GauntletOptions {
  readonly table: HostTable;
  readonly packages?: Iterable<string>;
  /** In the place of the recording hosts. */
  readonly hosts?: HostModules;
  /** Names that are tripwires besides the usual ones. */
  readonly tripwires?: Iterable<string>;
}

/** Runs bodies; its three compartments serve all of them, which is what the runtime's do too. */
export class Gauntlet {
  readonly #table: HostTable;
  readonly #hosts: HostModules;
  readonly #compartments: readonly [Compartment, Compartment, Compartment];
  /** What all compartments share from the start. */
  readonly #intrinsics: ReadonlyMap<object, string>;

  constructor({ table, packages = [], hosts, tripwires = [] }: GauntletOptions) {
    const globals: SandboxGlobals = makeSandboxGlobals();
    const make = () => compartmentWithTripwires(globals, tripwires);
    this.#table = table;
    this.#hosts = hosts ?? recordingHosts(table, packages);
    this.#compartments = [make(), make(), make()];
    this.#intrinsics = intrinsicsOf(this.#compartments[0]);
  }

  /** What `body`, which `verdict` accepts, shows that it must not. */
  run(body: string, verdict: Verdict): GauntletResult {
    return withoutStacks(() => this.#run(body, verdict));
  }

  /** One copy of `body`, loaded and not called. */
  load(body: string, verdict: Verdict): { readonly copy: Copy; readonly loadError: unknown } {
    const stubs = importedStubs(body, verdict, this.#table);
    const copy = makeCopy({ body, verdict, stubs, hosts: this.#hosts }, this.#compartments[0]);
    return { copy, loadError: copy.error };
  }

  #run(body: string, verdict: Verdict): GauntletResult {
    const stubs = importedStubs(body, verdict, this.#table);
    const plan: CopyPlan = { body, verdict, stubs, hosts: this.#hosts };
    const [one, two, three] = this.#compartments;
    const copies = [makeCopy(plan, one), makeCopy(plan, two)] as const;
    const violations = [...copies.flatMap(tripwires), ...differences(copies)];
    const [first, second] = copies;
    if (first.error !== undefined || second.error !== undefined) {
      return { violations, loadError: first.error, compared: 0, copy: first };
    }
    if (!isPredictedLog(first.recording.log, body, verdict, this.#table)) {
      violations.push({ kind: "host-log", detail: first.recording.log.join("; ") });
    }
    violations.push(...this.#mutableParts(first));
    const log = [...first.recording.log];
    exercise(first);
    const fresh = makeCopy(plan, three);
    const probes = [first, second, fresh].map(probe);
    violations.push(...differentCalls(probes.map(({ lines }) => lines)));
    violations.push(...this.#sharedParts(probes[0]!.results, probes[1]!.results));
    violations.push(...[first, second].flatMap(tripwires));
    first.recording.log.splice(0, Infinity, ...log);
    return {
      violations,
      loadError: undefined,
      compared: probes[0]!.lines.length,
      copy: first,
    };
  }

  #mutableParts(copy: Copy): Violation[] {
    const found = reachable(rootsOf(copy), this.#intrinsics);
    return mutable(found).map((detail) => ({ kind: "mutable", detail }));
  }

  /** Objects that the results of two copies share must be such that none can change them. */
  #sharedParts(ofOne: readonly unknown[], ofTwo: readonly unknown[]): Violation[] {
    const reach = (results: readonly unknown[]) =>
      reachable(results.map((result, at) => [`result ${at}`, result] as const), this.#intrinsics);
    const one = reach(ofOne);
    const both = new Map([...reach(ofTwo)].filter(([object]) => one.has(object)));
    return mutable(both).map((detail) => ({ kind: "shared", detail }));
  }
}

/** Asking for slots throws most of the time; stacks are what that would cost. */
function withoutStacks<T>(fn: () => T): T {
  const constructor = Error as { stackTraceLimit?: number };
  const limit = constructor.stackTraceLimit;
  constructor.stackTraceLimit = 0;
  try {
    return fn();
  } finally {
    if (limit !== undefined) constructor.stackTraceLimit = limit;
  }
}

/** Everything that the global of a compartment leads to, its tripwires apart. */
function intrinsicsOf({ globalThis: global }: Compartment): ReadonlyMap<object, string> {
  const values = Reflect.ownKeys(global).map((key) =>
    [String(key), Reflect.getOwnPropertyDescriptor(global, key)!.value] as const
  );
  return reachable(values);
}

function tripwires({ recording }: Copy): Violation[] {
  return recording.trips.splice(0).map((detail) => ({ kind: "tripwire", detail }));
}

function differences([one, two]: readonly [Copy, Copy]): Violation[] {
  const found: Violation[] = [];
  const compare = (kind: ViolationKind, a: string, b: string) => {
    if (a !== b) found.push({ kind, detail: `${a}\n is not \n${b}` });
  };
  compare("load", `${one.error}`, `${two.error}`);
  compare("namespace", snapshot(one.namespace), snapshot(two.namespace));
  compare("host-log", one.recording.log.join("; "), two.recording.log.join("; "));
  return found;
}

function rootsOf({ namespace, registrations, recording }: Copy): [string, unknown][] {
  return [
    ["exports", namespace],
    ...[...registrations].map(([name, value]) => [`registered ${name}`, value] as const),
    ...recording.callbacks.map(({ builder, fn }, at) => [`${builder}[${at}]`, fn] as const),
  ] as [string, unknown][];
}

function differentCalls([exercised, untouched, fresh]: readonly string[][]): Violation[] {
  const found: Violation[] = [];
  fresh!.forEach((line, at) => {
    for (const other of [exercised![at], untouched![at]]) {
      if (other !== line) found.push({ kind: "state", detail: `${other}\n is not \n${line}` });
    }
  });
  return found;
}
