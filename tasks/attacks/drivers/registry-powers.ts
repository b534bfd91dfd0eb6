/** All drivers, by kind. A kind without a driver cannot be answered. */
import { makeLazyCompiler } from "../../../packages/runner/engine/lazy-compiler-powers.ts";
import type { AttackKind } from "../attack-header.ts";
import type { Driver } from "../driver.ts";
import { engineWith } from "../sandbox.ts";
import { makeBodyDriver } from "./body.ts";
import { makeProgramDriver } from "./program.ts";

/** Drivers that share one engine and one compiler; the compiler is loaded for the first program. */
export function makeDrivers(): ReadonlyMap<AttackKind, Driver> {
  const drivers = [
    makeBodyDriver(),
    makeProgramDriver(engineWith({ compiler: makeLazyCompiler() })),
  ];
  return new Map(drivers.map((driver) => [driver.kind, driver]));
}
