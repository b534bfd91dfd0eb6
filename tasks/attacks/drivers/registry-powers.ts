/** All drivers, by kind. A kind without a driver cannot be answered. */
import { sqliteStores } from "@commonfabric/storage";
import { makeLazyCompiler } from "../../../packages/runner/engine/lazy-compiler-powers.ts";
import { memoryStores } from "../../../packages/storage/test/support/memory-store.ts";
import type { AttackKind } from "../attack-header.ts";
import type { Driver } from "../driver.ts";
import { engineWith } from "../sandbox.ts";
import { makeBodyDriver } from "./body.ts";
import { makeDocumentDriver } from "./document.ts";
import { SHELVES } from "./document/shelves-powers.ts";
import { makeIdentityDriver } from "./identity.ts";
import { makeGraphDriver } from "./graph.ts";
import { makeLoadDriver } from "./load.ts";
import { askForeignRealm } from "./load/worker-realm-powers.ts";
import { makeMapDriver } from "./map.ts";
import { makePointerDriver } from "./pointer.ts";
import { makeProgramDriver } from "./program.ts";
import { makeSpecifierDriver } from "./specifier.ts";
import { makeValueDriver } from "./value.ts";

/**
 * Drivers that share one engine and one compiler; the compiler is loaded for the first program.
 * Documents run in one in `lanesOneIn` of their lanes.
 */
export function makeDrivers(
  { lanesOneIn = 1 }: { readonly lanesOneIn?: number } = {},
): ReadonlyMap<AttackKind, Driver> {
  const engine = engineWith({ compiler: makeLazyCompiler() });
  const drivers = [
    makeBodyDriver(),
    makeGraphDriver(),
    makeLoadDriver({ askForeignRealm }),
    makeValueDriver(),
    makeProgramDriver(engine),
    makeIdentityDriver(),
    makeMapDriver(),
    makePointerDriver(),
    makeDocumentDriver({ shelves: SHELVES, lanesOneIn }),
    makeSpecifierDriver({
      engine,
      stores: { memory: memoryStores(), SQLite: sqliteStores("/nonexistent") },
    }),
  ];
  return new Map(drivers.map((driver) => [driver.kind, driver]));
}
