/** Fixtures for labels of documents: cells in both modes, and what stands beside their values. */
import assert from "node:assert/strict";
import type { DocumentLabels } from "@commonfabric/storage";
import { memoryStores } from "../../../storage/test/support/memory-store.ts";
import { RunnerTransaction } from "../../transactions/transaction.ts";
import type { Cell, ImplementationIdentity } from "../../types.ts";
import { type Fixture, makeFixture, SPACE } from "./cell-host.ts";

export const MODES = ["enforce", "disabled"] as const;
export type Mode = typeof MODES[number];

export function fixtureOf(mode: Mode, user = "local"): Promise<Fixture> {
  return makeFixture(memoryStores(), [SPACE], {
    enforcesLabels: mode === "enforce",
    scope: { user, session: "s" },
  });
}

/** A schema under which a write adds `atoms`. */
export function adding(...atoms: unknown[]): { readonly ifc: object } {
  return { ifc: { addIntegrity: atoms } };
}

/** A schema under which a read requires `atoms`. */
export function requiring(...atoms: unknown[]): { readonly ifc: object } {
  return { ifc: { requiredIntegrity: atoms } };
}

export function labelsOf(fixture: Fixture, cell: Cell): DocumentLabels["entries"] {
  const { space, scope, id } = cell.getAsNormalizedFullLink();
  const labels = fixture.spaces.peek(space)!.replica.current({ scope, id })?.document?.labels;
  return (labels as DocumentLabels | undefined)?.entries ?? [];
}

/** The paths that hold atoms, as `path: atoms`. */
export function integrityOf(fixture: Fixture, cell: Cell): string[] {
  return labelsOf(fixture, cell).map(({ path, integrity }) => `${path.join(".")}: ${integrity}`);
}

/** Runs `write` in a transaction by `writer`, prepares and commits it. */
export async function edit(
  fixture: Fixture,
  write: (tx: RunnerTransaction) => void,
  writer: ImplementationIdentity = { kind: "host", reason: "test" },
): Promise<void> {
  const tx = new RunnerTransaction(fixture.spaces);
  tx.setImplementationIdentity(writer);
  write(tx);
  tx.prepareCfc();
  assert.ok("ok" in await tx.commit());
}
