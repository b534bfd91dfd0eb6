/** Attacks on loads and compartments that only a host can stage, by name. */
import type { Answer } from "../../driver.ts";
import * as compartments from "./compartment-recipes.ts";
import * as consoles from "./console-recipes.ts";
import * as forgeries from "./forgery-recipes.ts";
import * as graphs from "./graph-recipes.ts";
import * as engines from "./engine-recipes.ts";
import * as provenance from "./provenance-recipes.ts";
import * as strings from "./two-strings.ts";

/** What a recipe answers. */
export type LoadRecipeStep = () => Answer | Promise<Answer>;

/** By the name that files use. */
export const LOAD_RECIPES: ReadonlyMap<string, LoadRecipeStep> = new Map<string, LoadRecipeStep>([
  ["global-list", compartments.globalList],
  ["undeletable-global", compartments.undeletableGlobal],
  ["missing-intrinsic", compartments.missingIntrinsic],
  ["preparation-order", compartments.preparationOrder],
  ["second-lockdown", compartments.secondLockdown],
  ["forbidden-evaluation", compartments.forbiddenEvaluation],
  ["console-hooks", consoles.consoleHooks],
  ["console-sizes", consoles.consoleSizes],
  ["claimed-body", graphs.claimedBody],
  ["foreign-verdict", graphs.foreignVerdict],
  ["forged-proof", graphs.forgedProof],
  ["constructed-proof", graphs.constructedProof],
  ["unverified-load", graphs.unverifiedLoad],
  ["proof-of-other-graph", graphs.proofOfOtherGraph],
  ["body-after-proof", graphs.bodyAfterProof],
  ["record-after-proof", graphs.recordAfterProof],
  ["execute-after-proof", graphs.executeAfterProof],
  ["resolutions-after-proof", graphs.resolutionsAfterProof],
  ["verdict-after-proof", graphs.verdictAfterProof],
  ["equal-paths", graphs.equalPaths],
  ["foreign-policy", engines.foreignPolicy],
  ["two-loads", engines.twoLoads],
  ["barrel-pointer", provenance.barrelPointer],
  ["forged-refs", provenance.forgedRefs],
  ["code-of-nobody", provenance.codeOfNobody],
  ["look-alikes", provenance.lookAlikes],
  ["reserved-causes", forgeries.reservedCauses],
  ["reserved-places", forgeries.reservedPlaces],
  ["minted-atoms", forgeries.mintedAtoms],
  ["grown-after-proof", strings.grownAfterProof],
  ["grown-before-graph-check", strings.grownBeforeGraphCheck],
  ["grown-under-attestation", strings.grownUnderAttestation],
]);
