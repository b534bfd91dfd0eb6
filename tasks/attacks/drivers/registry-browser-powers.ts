/** The drivers that answer in a page, by kind: all of them, without a database. */
import { makeLazyCompiler } from "../../../packages/runner/engine/lazy-compiler-powers.ts";
import { memoryStores } from "../../../packages/storage/test/support/memory-store.ts";
import type { AttackKind } from "../attack-header.ts";
import type { Driver } from "../driver.ts";
import { engineWith } from "../sandbox.ts";
import { makeBodyDriver } from "./body.ts";
import { makeDocumentDriver } from "./document.ts";
import { memoryShelf } from "./document/memory-shelf.ts";
import { makeGraphDriver } from "./graph.ts";
import { makeIdentityDriver } from "./identity.ts";
import { makeLoadDriver } from "./load.ts";
import { makeMapDriver } from "./map.ts";
import { makeProgramDriver } from "./program.ts";
import { makeSpecifierDriver } from "./specifier.ts";
import { makeValueDriver } from "./value.ts";

/** Each document runs in one of so many of its lanes; elsewhere each runs in all of them. */
const DOCUMENT_LANES = 6;

/** Drivers that share one engine and one compiler; the compiler is loaded for the first program. */
export function makeDrivers(): ReadonlyMap<AttackKind, Driver> {
  const engine = engineWith({ compiler: makeLazyCompiler() });
  const drivers = [
    makeBodyDriver(),
    makeGraphDriver(),
    makeLoadDriver(),
    makeValueDriver(),
    makeProgramDriver(engine),
    makeIdentityDriver(),
    makeDocumentDriver({ shelves: { memory: () => memoryShelf() }, lanesOneIn: DOCUMENT_LANES }),
    makeMapDriver(),
    makeSpecifierDriver({ engine, stores: { memory: memoryStores() } }),
  ];
  return new Map(drivers.map((driver) => [driver.kind, driver]));
}
