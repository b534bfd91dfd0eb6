/**
 * Source maps that come from a store or an author, and errors whose texts are the author's: a bad map
 * is dropped and counted and costs positions only, and what is reported of an error is bounded.
 */
import { makeCounters } from "@commonfabric/contract";
import { parseSourceMap, type SourceMap, SourceMapParser } from "@commonfabric/js-compiler";
import type { Answer, Driver } from "../driver.ts";
import { recipeOf } from "../recipe.ts";
import { reportFaults } from "./map/reported-errors.ts";

interface MapRecipe {
  /** The map, or its text. */
  readonly map: unknown;
  /** Members of the map that are a text or an item repeated: `[what, times]`. */
  readonly repeat: Readonly<Record<string, readonly [unknown, number]>>;
  /** The map is given as its JSON text. */
  readonly asText: boolean;
  /** Positions of the body, lines and columns, that no authored position belongs to. */
  readonly unmapped: readonly (readonly [number, number])[];
  /** Statements of a computation that throws. */
  readonly code: string;
}

const MEMBERS = ["map", "repeat", "asText", "unmapped", "code"] as const;
const BODY = "body.js";

export function makeMapDriver(): Driver {
  return {
    kind: "map",
    async answer(file) {
      const recipe = recipeOf<MapRecipe>(file, MEMBERS);
      if (recipe.code === undefined) return answerOfMap(recipe);
      return { says: "inert", faults: await reportFaults(recipe.code) };
    },
  };
}

function answerOfMap({ map, repeat = {}, asText = false, unmapped }: Partial<MapRecipe>): Answer {
  const given = withRepeats(map, repeat);
  const shown = asText ? JSON.stringify(given) : given;
  const counters = makeCounters();
  const parsed = parseSourceMap(shown, counters);
  if (parsed === undefined) {
    const faults = counters.sourceMapsDropped === 1 ? [] : ["it is not counted"];
    // A huge map is looked at once: it takes its time before it is dropped.
    if (Object.keys(repeat).length === 0) faults.push(...unmappedFaults(shown, [[2, 1]]));
    return { says: "reject(map:dropped)", faults };
  }
  const faults = counters.sourceMapsDropped === 0 ? [] : ["it is counted as dropped"];
  if (unmapped === undefined) return { says: "accept", value: parsed, faults };
  return { says: "inert", faults: [...faults, ...unmappedFaults(shown, unmapped)] };
}

/** What is shown of positions that have no authored one, and the line that shows them. */
function unmappedFaults(
  map: unknown,
  positions: readonly (readonly [number, number])[],
): string[] {
  const parser = new SourceMapParser();
  parser.load(BODY, map as SourceMap | string);
  return positions.flatMap(([line, column]) => {
    const found = parser.mapPosition(BODY, line, column);
    const text = parser.parse(`Error: x\n    at f (${BODY}:${line}:${column})`);
    const place = `${line}:${column}`;
    return [
      ...found === undefined ? [] : [`${place} is ${JSON.stringify(found)}`],
      ...text === "Error: x\n    at <UNMAPPED>" ? [] : [`${place} is shown as ${text}`],
    ];
  });
}

function withRepeats(map: unknown, repeat: NonNullable<Partial<MapRecipe>["repeat"]>): unknown {
  if (Object.keys(repeat).length === 0) return map;
  const repeated = Object.entries(repeat).map(([name, [what, times]]) => [
    name,
    typeof what === "string" && name === "mappings"
      ? what.repeat(times)
      : Array.from({ length: times }, () => what),
  ]);
  return { ...map as object, ...Object.fromEntries(repeated) };
}
