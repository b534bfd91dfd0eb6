/**
 * A notebook in one process, the same notebook in another, and something changed in between. Each leg
 * compares event logs and counters, and the counter that proves that its change happened.
 */
import type { Suite } from "../harness/suite.ts";
import { compareWithBudget } from "./budget.ts";
import type { Leg } from "./leg.ts";
import { differentEntry } from "./legs/different-entry.ts";
import { eventOrders } from "./legs/event-orders.ts";
import { editedInput } from "./legs/edited-input.ts";
import { editedUtil } from "./legs/edited-util.ts";
import { interrupted } from "./legs/interrupted.ts";
import { noKey } from "./legs/no-key.ts";
import { missingPointer } from "./legs/missing-pointer.ts";
import { tamperedDocument } from "./legs/tampered-document.ts";
import { twoAtOnce } from "./legs/two-at-once.ts";
import { versionBump } from "./legs/version-bump.ts";
import { warm } from "./legs/warm.ts";

const LEGS: readonly Leg[] = [
  warm,
  noKey,
  eventOrders,
  editedInput,
  versionBump,
  tamperedDocument,
  editedUtil,
  missingPointer,
  differentEntry,
  interrupted,
  twoAtOnce,
];

export const patternsReloadSuite: Suite = {
  name: "patterns-reload",
  cases: () =>
    Promise.resolve(LEGS.map((leg) => ({
      name: leg.name,
      run: async () => await compareWithBudget(leg.name, await leg.run()),
    }))),
};
