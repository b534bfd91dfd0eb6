/** What one load may take from another, and what it may not. */
import { EvaluatedModuleTable } from "../../../../packages/runner/engine/evaluated-modules.ts";
import {
  EvaluatedTable,
  identityOf,
  load,
} from "../../../../packages/runner/test/support/loader-fixture.ts";
import type { Answer } from "../../driver.ts";

const MODULES = {
  "/main.ts": { body: "exports.f = __cfHardenFn(() => ({}));", exports: ["f"] },
};

/** A module that was evaluated under one authority is not found under another. */
export function foreignPolicy(): Answer {
  const evaluated = new EvaluatedTable();
  load(MODULES, "/main.ts", { evaluated });
  const [module] = evaluated.modules.values();
  const granted = new EvaluatedModuleTable({ authority: "with a capability" });
  granted.add([module!]);
  const plain = new EvaluatedModuleTable({ authority: "without it" });
  const identity = identityOf("/main.ts");
  const isFound = granted.find(identity) === module;
  const isShared = plain.find(identity) !== undefined;
  return { says: isFound && !isShared ? "differ" : "equal" };
}

/** Two loads that share nothing: every object of one is unlike every object of the other. */
export function twoLoads(): Answer {
  const [first, second] = [1, 2].map(() => load(MODULES, "/main.ts").namespace["f"]);
  return { says: first === second ? "equal" : "differ" };
}
