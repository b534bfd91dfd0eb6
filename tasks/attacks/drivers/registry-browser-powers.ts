/**
 * The drivers that answer in a page, by kind. What needs files, processes or a database is answered
 * where those are.
 */
import { makeLazyCompiler } from "../../../packages/runner/engine/lazy-compiler-powers.ts";
import { memoryStores } from "../../../packages/storage/test/support/memory-store.ts";
import type { AttackKind } from "../attack-header.ts";
import type { Driver } from "../driver.ts";
import { engineWith } from "../sandbox.ts";
import { makeBodyDriver } from "./body.ts";
import { makeIdentityDriver } from "./identity.ts";
import { makeProgramDriver } from "./program.ts";
import { makeSpecifierDriver } from "./specifier.ts";

/** Drivers that share one engine and one compiler; the compiler is loaded for the first program. */
export function makeDrivers(): ReadonlyMap<AttackKind, Driver> {
  const engine = engineWith({ compiler: makeLazyCompiler() });
  const drivers = [
    makeBodyDriver(),
    makeProgramDriver(engine),
    makeIdentityDriver(),
    makeSpecifierDriver({ engine, stores: { memory: memoryStores() } }),
  ];
  return new Map(drivers.map((driver) => [driver.kind, driver]));
}
