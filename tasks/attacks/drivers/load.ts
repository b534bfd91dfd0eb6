/**
 * Loads: bodies with stated surfaces, loaded by the real loader under a verifier that accepts
 * everything, so that the loader's own checks are what answers; or a named recipe.
 */
import { type Frame, makeFrame, runInFrame } from "../../../packages/runner/frame-powers.ts";
import {
  EvaluatedTable,
  type FixtureModule,
  load,
} from "../../../packages/runner/test/support/loader-fixture.ts";
import type { AttackFile } from "../attack-file.ts";
import type { Answer, Driver } from "../driver.ts";
import { recipeOf } from "../recipe.ts";
import { type Kept, makeLoadHosts } from "./load/hosts.ts";
import { LOAD_RECIPES } from "./load/recipes.ts";
import { errorName, hasProbe, runProbe } from "./probe.ts";
import type { Namespace } from "../../../packages/runner/sandbox/namespace.ts";

/** A frame; `random` is what it draws. */
type FrameRecipe = Pick<Frame, "kind" | "eventTimeMs"> & { readonly random?: number };

interface LoadRecipe {
  /** Bodies in lines, with their surfaces in short form, by path. */
  readonly modules: Readonly<Record<string, Omit<FixtureModule, "body"> & { body: string[] }>>;
  /** Entries of loads that share what they evaluate, in order; the first module by default. */
  readonly loads: readonly string[];
  /** Paths whose bodies ran, per load. */
  readonly ran: readonly (readonly string[])[];
  /** Paths that are visible to a later load. */
  readonly visible: readonly string[];
  /** The message of what is thrown. */
  readonly message: string;
  /** The frame in which the probe runs; none by default. */
  readonly frame: FrameRecipe;
  /** What the probe gave to `keep` is the probe, after the frame has ended. */
  readonly afterwards: boolean;
  /** A name of {@link LOAD_RECIPES} instead of modules. */
  readonly recipe: string;
}

const MEMBERS = [
  "modules",
  "loads",
  "ran",
  "visible",
  "message",
  "frame",
  "afterwards",
  "recipe",
] as const;

type Ended = { readonly namespace: Namespace } | { readonly error: unknown };

/** What a driver of loads needs of its platform. */
export interface LoadDriverOptions {
  /** The errors of lockdowns in a realm that someone else locked down. */
  readonly askForeignRealm?: () => Promise<readonly string[]>;
}

export function makeLoadDriver(options: LoadDriverOptions = {}): Driver {
  return { kind: "load", answer: (file) => answerOf(file, options) };
}

async function answerOf(
  file: AttackFile,
  { askForeignRealm }: LoadDriverOptions,
): Promise<Answer> {
  const recipe = recipeOf<LoadRecipe>(file, MEMBERS);
  if (recipe.recipe === "foreign-lockdown") {
    if (askForeignRealm === undefined) return { says: "nothing", faults: ["there is no realm"] };
    return answerOfRealm(await askForeignRealm(), recipe.message);
  }
  if (recipe.recipe !== undefined) return await LOAD_RECIPES.get(recipe.recipe)!();
  const { modules = {}, ran, visible } = recipe;
  const evaluated = new EvaluatedTable();
  const kept: Kept = {};
  const hosts = makeLoadHosts(kept);
  const fixtures = Object.fromEntries(
    Object.entries(modules).map(([path, { body, ...surface }]) =>
      [path, { ...surface, body: body.join("\n") }] as const
    ),
  );
  const faults: string[] = [];
  let last: Ended | undefined;
  for (const [at, entry] of (recipe.loads ?? Object.keys(modules).slice(0, 1)).entries()) {
    const before = new Set(evaluated.modules.keys());
    try {
      last = { namespace: load(fixtures, entry, { hosts, evaluated }).namespace };
    } catch (error) {
      last = { error };
    }
    const now = [...evaluated.modules].filter(([key]) => !before.has(key)).map(([, { path }]) =>
      path
    );
    if (ran !== undefined) faults.push(...unequal(`load ${at + 1} left`, now, ran[at] ?? []));
  }
  const paths = [...evaluated.modules.values()].map(({ path }) => path).sort();
  if (visible !== undefined) faults.push(...unequal("visible are", paths, visible));
  const answer = await answerOfLast(last!, recipe, kept);
  return { ...answer, faults: [...answer.faults ?? [], ...faults] };
}

async function answerOfLast(
  last: Ended,
  { frame, message, afterwards = false }: Partial<LoadRecipe>,
  kept: Kept,
): Promise<Answer> {
  if ("error" in last) return thrown(last.error, message);
  const { namespace } = last;
  if (!hasProbe(namespace)) return { says: "accept", value: namespace["value"] };
  let probed =
    await (frame === undefined
      ? runProbe(namespace)
      : runInFrame(makeFrame(frameOf(frame)), () => runProbe(namespace)));
  if (afterwards) probed = await runProbe({ probe: kept.value });
  if ("threw" in probed) return thrown(probed.error, message);
  return { says: "inert", faults: probed.leaks.map((leak) => `the probe reached ${leak}`) };
}

/** Numbers of a frame are equal on retries; one that draws them gets the same again. */
function frameOf({ random, ...fields }: FrameRecipe): Omit<Frame, "open"> {
  return random === undefined ? fields : { ...fields, random: () => random };
}

function thrown(error: unknown, message: string | undefined): Answer {
  const found = error instanceof Error ? error.message : String(error);
  const isExpected = message === undefined || found === message;
  return { says: `throws(${errorName(error)})`, faults: isExpected ? [] : [`it says: ${found}`] };
}

/** Every attempt in another realm fails in the same way. */
function answerOfRealm(errors: readonly string[], message: string | undefined): Answer {
  const [first = "nothing"] = errors;
  const [name = ""] = first.split(": ");
  const others = errors.filter((error) => error !== `${name}: ${message}`);
  return { says: `throws(${name})`, faults: others.map((error) => `it says: ${error}`) };
}

function unequal(what: string, found: readonly string[], expected: readonly string[]): string[] {
  const [a, b] = [found, expected].map((list) => JSON.stringify([...list].sort()));
  return a === b ? [] : [`${what} ${a}`];
}
