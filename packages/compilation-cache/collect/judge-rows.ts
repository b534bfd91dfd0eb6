/** What happens to each document: kept for a reason, or swept. A function of inventory and marks. */
import type { Identity } from "@commonfabric/module-identity";
import { LIMITS } from "@commonfabric/contract";
import { leaseAt } from "../leases/lease-document.ts";
import type { CacheRow } from "./cache-row.ts";
import type { Inventory } from "./inventory.ts";
import { type Grace, isInGrace, type MarkReason, type Marks } from "./mark.ts";

/**
 * Why a document is kept: as {@link MarkReason}; or it is `named` by one that is kept; a lease that
 * is `held`; a receipt within its `retention`.
 */
export type KeepReason = MarkReason | "named" | "held" | "retention";

/** A reason, `"sweep"`, or `undefined` for a document that collection is not about. */
export type Judgement = KeepReason | "sweep" | undefined;

export interface JudgeOptions extends Grace {
  /** Toolchains whose compiled documents are kept. */
  readonly versions: ReadonlySet<string>;
}

/** Judges the documents of one state of the inventory. */
export class RowJudge {
  readonly #marks: Marks;
  readonly #options: JudgeOptions;
  readonly #compiled = new Map<string, CacheRow>();
  readonly #sources = new Set<Identity>();
  readonly #digests = new Set<string>();

  constructor(inventory: Inventory, marks: Marks, options: JudgeOptions) {
    this.#marks = marks;
    this.#options = options;
    for (const row of inventory.rows) {
      const { set, identity, runtimeVersion, source } = row;
      if (set === "compiled") this.#compiled.set(`${runtimeVersion}/${identity}`, row);
      if (set === "source" && identity !== undefined) this.#sources.add(identity);
      if (source !== undefined && marks.has(source.identity)) {
        this.#digests.add(source.sourceDigest);
      }
    }
  }

  judge(row: CacheRow): Judgement {
    const mark = row.identity === undefined ? undefined : this.#marks.get(row.identity);
    switch (row.set) {
      case "source":
        // A key that names no module: nobody can say what it was.
        return row.identity === undefined ? "unverifiable" : mark ?? "sweep";
      case "compiled": {
        const isCurrent = this.#options.versions.has(row.runtimeVersion ?? "");
        return isCurrent ? mark ?? "sweep" : "sweep";
      }
      case "emitIndex":
        return this.#hasAllMembers(row) ? "named" : "sweep";
      case "edgeMemo":
        if (this.#digests.has(row.digest ?? "")) return "named";
        return isInGrace(row, this.#options) ? "grace" : "sweep";
      case "roots":
        return mark ?? "sweep";
      case "notes":
        return row.isEmpty ? mark ?? "sweep" : "annotated";
      case "lease":
        return leaseAt(row.stored, this.#options.now) === undefined ? "sweep" : "held";
      case "intent":
        return "replicating";
      case "receipt":
        return this.#options.now - row.header.at > LIMITS.receiptMs ? "sweep" : "retention";
      case "pins":
      case "other":
        return undefined;
      default:
        return row.set satisfies never;
    }
  }

  /** An entry of the emit index is of use while every compiled document that it names is there. */
  #hasAllMembers({ named, runtimeVersion }: CacheRow): boolean {
    return named.length > 0 && named.every((identity) => {
      const row = this.#compiled.get(`${runtimeVersion}/${identity}`);
      return row !== undefined && this.judge(row) !== "sweep";
    });
  }
}

/** The current toolchain, and the `count` others whose compiled documents were written last. */
export function keptVersions(
  inventory: Inventory,
  current: string | undefined,
  count: number,
): ReadonlySet<string> {
  const usedAt = new Map<string, number>();
  for (const { set, runtimeVersion, header } of inventory.rows) {
    if (set !== "compiled" || runtimeVersion === undefined || runtimeVersion === current) continue;
    usedAt.set(runtimeVersion, Math.max(header.at, usedAt.get(runtimeVersion) ?? 0));
  }
  const others = [...usedAt].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  // A toolchain that does not know its own version keeps one more instead.
  const kept = others.slice(0, current === undefined ? count + 1 : count);
  const versions = new Set(kept.map(([version]) => version));
  if (current !== undefined) versions.add(current);
  return versions;
}
