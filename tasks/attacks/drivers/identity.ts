/**
 * Identities: programs whose modules must have equal or different ones, encodings that must differ,
 * closures that must not verify, and spellings that no door takes.
 */
import { type ModuleIdentity, ResolveError } from "@commonfabric/module-identity";
import type { AttackFile } from "../attack-file.ts";
import type { Answer, Driver } from "../driver.ts";
import { commonAnswer, recipeOf } from "../recipe.ts";
import { refusalOfClosure, type StoredClosureRecipe } from "./identity/closure.ts";
import { digestsOf, type EncodingRecipe } from "./identity/encodings.ts";
import { entryOf, identitiesOf, type ProgramRecipe } from "./identity/programs.ts";
import { doorsThatTake } from "./identity/spellings.ts";

interface IdentityRecipe {
  readonly programs: readonly ProgramRecipe[];
  /** Paths whose identities are compared; the entry of each program by default. */
  readonly of: readonly string[];
  /** Paths whose identities are the same in all programs, whatever `of` does. */
  readonly same: readonly string[];
  /** Edges of the entry of each program, in order. */
  readonly edges: readonly string[];
  readonly encodings: readonly EncodingRecipe[];
  readonly closure: StoredClosureRecipe;
  readonly spellings: readonly unknown[];
}

const MEMBERS = ["programs", "of", "same", "edges", "encodings", "closure", "spellings"] as const;

export function makeIdentityDriver(): Driver {
  return { kind: "identity", answer: (file) => answerOf(file) };
}

function answerOf(file: AttackFile): Answer {
  const recipe = recipeOf<IdentityRecipe>(file, MEMBERS);
  if (recipe.encodings !== undefined) return { says: comparison([digestsOf(recipe.encodings)]) };
  if (recipe.closure !== undefined) return { says: refusalOfClosure(recipe.closure) };
  if (recipe.spellings !== undefined) {
    const answers = recipe.spellings.map((spelling) => {
      const takers = doorsThatTake(spelling);
      const of = `${JSON.stringify(spelling)} is taken by ${takers.join(", ")}`;
      return { of, says: takers.length === 0 ? "reject(InvalidIdentityError)" : "accept" };
    });
    return commonAnswer(answers, file.expect);
  }
  return answerOfPrograms(recipe);
}

function answerOfPrograms({ programs = [], of, same = [], edges }: Partial<IdentityRecipe>) {
  let modules: Map<string, ModuleIdentity>[];
  try {
    modules = programs.map((program) => identitiesOf(program));
  } catch (error) {
    if (error instanceof ResolveError) return { says: `reject(${error.code})` };
    throw error;
  }
  const identity = (path: string) => modules.map((found) => found.get(path)?.identity ?? "none");
  const entries = () => programs.map((each, at) => modules[at]!.get(entryOf(each))!.identity);
  const says = comparison(of === undefined ? [entries()] : of.map(identity));
  const faults = same.filter((path) => comparison([identity(path)]) !== "equal")
    .map((path) => `${path} does not keep its identity`);
  if (says === "equal") faults.push(...storedDifferences(modules));
  for (const [at, program] of edges === undefined ? [] : programs.entries()) {
    const found = modules[at]!.get(entryOf(program))!.edges.map(({ specifier }) => specifier);
    if (JSON.stringify(found) !== JSON.stringify(edges)) faults.push(`edges are ${found}`);
  }
  return { says, faults };
}

/** Modules of equal identity are stored as one text with one list of edges. */
function storedDifferences(modules: readonly ReadonlyMap<string, ModuleIdentity>[]): string[] {
  const forms = new Map<string, string>();
  const faults: string[] = [];
  for (const { identity, path, kind, text, sourceDigest, storedEdges } of modules.flatMap(listed)) {
    const form = JSON.stringify([path, kind, text, sourceDigest, storedEdges]);
    if ((forms.get(identity) ?? form) !== form) faults.push(`${path} has two stored forms`);
    forms.set(identity, form);
  }
  return faults;
}

function listed(modules: ReadonlyMap<string, ModuleIdentity>): ModuleIdentity[] {
  return [...modules.values()];
}

/** `equal` when each list has one value, `differ` when no list has one twice. */
function comparison(lists: readonly (readonly string[])[]): string {
  const sizes = lists.map((list) => new Set(list).size);
  if (lists.some((list) => list.length < 2 || list.includes("none"))) return "nothing to compare";
  if (sizes.every((size) => size === 1)) return "equal";
  return sizes.every((size, at) => size === lists[at]!.length) ? "differ" : "mixed";
}
