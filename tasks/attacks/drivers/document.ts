/**
 * Documents of a cache that somebody changed: a fresh process loads the program. The changed element
 * is a miss with its reason, told by one event; the result is right; the next process misses nothing.
 */
import type { Driver } from "../driver.ts";
import { commonAnswer, recipeOf } from "../recipe.ts";
import { applyEdit, type Edit } from "./document/edits.ts";
import { allLanes, type Lane, writtenShelves } from "./document/lanes.ts";
import { loadAgain } from "./document/load.ts";
import type { Shelf } from "./document/shelf.ts";

interface DocumentRecipe {
  readonly edits: readonly Edit[];
  /** Runs with keys only, or without them only. */
  readonly keys: "some" | "none" | "HMAC" | "Ed25519";
  readonly labels: "enforce" | "disabled";
  /** Modules that miss; the leaf by default. */
  readonly missing: readonly string[];
  /** Nothing that the store has proves the program: it cannot be loaded, and nothing is compiled. */
  readonly lost: boolean;
  /** The space that is loaded from. */
  readonly space: "home" | "work";
  /** The load is that of another toolchain. */
  readonly otherToolchain: boolean;
}

const REPAIRS_ONE_IN = 5;
const FILES_ONE_IN = 8;

/** What the chain computes of the argument that it is given. */
const RIGHT = 50;

const MEMBERS = [
  "edits",
  "keys",
  "labels",
  "missing",
  "lost",
  "space",
  "otherToolchain",
] as const;

export interface DocumentPowers {
  /** Empty stores of each implementation by its name. */
  readonly shelves: Readonly<Record<string, () => Shelf>>;
  /**
   * Each file runs in one of so many of its lanes, another one than the file before it. Where that is
   * not every lane, the load after the repair is that of a sample of files, too.
   */
  readonly lanesOneIn: number;
}

export function makeDocumentDriver({ shelves, lanesOneIn }: DocumentPowers): Driver {
  const lanes = allLanes(shelves);
  const written = new Map<Lane, Promise<() => Shelf>>();
  let files = 0;
  return {
    kind: "document",
    async answer(file) {
      const recipe = recipeOf<DocumentRecipe>(file, MEMBERS);
      const turn = files++;
      // Files on a disk cost most of the time: of a sample, few are there.
      const isOnDisk = lanesOneIn === 1 || turn % FILES_ONE_IN === 0;
      const own = lanes.filter((lane) =>
        isLaneOf(recipe, lane) && (isOnDisk || lane.name.startsWith("memory"))
      );
      const again = lanesOneIn === 1 || turn % REPAIRS_ONE_IN === 0;
      const answers: { of: string; says: string }[] = [];
      for (const [at, lane] of own.entries()) {
        if (at % Math.min(lanesOneIn, own.length) !== turn % Math.min(lanesOneIn, own.length)) {
          continue;
        }
        if (!written.has(lane)) written.set(lane, writtenShelves(lane));
        const shelf = (await written.get(lane)!)();
        try {
          answers.push({ of: lane.name, says: await answerIn(shelf, lane, { ...recipe, again }) });
        } finally {
          await shelf.dispose();
        }
      }
      return commonAnswer(answers, file.expect);
    },
  };
}

function isLaneOf({ keys, labels }: Partial<DocumentRecipe>, { name, ...lane }: Lane): boolean {
  if (labels !== undefined && labels !== lane.cfcMode) return false;
  if (keys === undefined) return true;
  if (keys === "some" || keys === "none") return (lane.keys === "none") === (keys === "none");
  return name.includes(keys);
}

async function answerIn(
  shelf: Shelf,
  lane: Lane,
  { edits = [], missing = ["leaf"], lost = false, space = "home", otherToolchain = false, again }:
    & Partial<DocumentRecipe>
    & { readonly again: boolean },
): Promise<string> {
  for (const edit of edits) await applyEdit(shelf, edit, lane);
  const load = { space, otherToolchain };
  const first = await loadAgain(shelf, lane, load);
  const [miss] = lost ? [first.failure] : first.misses;
  if (miss === undefined) return first.answer === RIGHT ? "accept" : `gives ${first.answer}`;
  const faults: string[] = [];
  if (first.misses.length > 1) faults.push(`${first.misses.length} misses`);
  if (miss.modules.join() !== missing.join()) faults.push(`of ${miss.modules}`);
  if (lost && first.compiled) faults.push("was compiled");
  if (first.answer !== (lost ? undefined : RIGHT)) faults.push(`gives ${first.answer}`);
  if (!lost && again) {
    const second = await loadAgain(shelf, lane, load);
    if (second.misses.length > 0) faults.push("is not repaired");
    if (second.answer !== RIGHT) faults.push(`gives ${second.answer} the second time`);
  }
  return [`miss(${miss.reason})`, ...faults].join(", ");
}
