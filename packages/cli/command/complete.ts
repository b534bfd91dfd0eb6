/**
 * `cf __complete WORD...`: what the last word can become, for the scripts of `cf completion`. A shell
 * waits for it: no runtime is loaded, and stores are opened for reading.
 */
import { nodeSha256, sortedUtf8 } from "@commonfabric/canonical";
import { isSpaceId, sqliteStores } from "@commonfabric/storage";
import { listedPieces } from "../pieces/piece-list.ts";
import { encodeSegment } from "../output/value-json.ts";
import type { CommandPowers } from "./command-powers.ts";
import { COMMON_OPTIONS } from "./parse.ts";
import { readSettings } from "./settings.ts";
import type { Invocation, OptionSpec, VerbSpec } from "./verb.ts";

const SHELLS = ["bash", "zsh", "fish"];

/**
 * Candidates for the last of `words`, sorted. None where the shell completes files, and none when the
 * store cannot be read: whoever types is not told of errors.
 */
export async function complete(
  words: readonly string[],
  verbs: readonly VerbSpec[],
  powers: CommandPowers,
): Promise<string[]> {
  const current = words.at(-1) ?? "";
  const before = words.slice(0, -1);
  const candidates = await candidatesFor(current, before, verbs, powers);
  const found = new Set([...candidates].filter((candidate) => candidate.startsWith(current)));
  return sortedUtf8([...found]);
}

async function candidatesFor(
  current: string,
  before: readonly string[],
  verbs: readonly VerbSpec[],
  powers: CommandPowers,
): Promise<Iterable<string>> {
  const verb = verbOf(before, verbs);
  if (verb === undefined) return nextWords(before, verbs);
  const options = [...verb.options, ...COMMON_OPTIONS];
  const rest = before.slice(verb.name.split(" ").length);
  if (rest.includes("--")) return [];
  const waiting = optionOf(rest.at(-1), options);
  if (waiting !== undefined) return await valuesOf(waiting, before, powers);
  if (current.startsWith("-")) return options.map(({ name }) => `--${name}`);
  if (verb.name === "completion") return SHELLS;
  const subverbs = before.length === 1 ? nextWords(before, verbs) : [];
  if (!verb.isAddressed && !current.startsWith("@")) return subverbs;
  return [...subverbs, ...await pieceNames(before, powers)];
}

/** The verb that the words begin with, when no longer one can follow. */
function verbOf(words: readonly string[], verbs: readonly VerbSpec[]): VerbSpec | undefined {
  const two = verbs.find(({ name }) => name === `${words[0]} ${words[1]}`);
  return two ?? verbs.find(({ name }) => name === words[0]);
}

/** First words of verbs, or second ones of a group. */
function nextWords(before: readonly string[], verbs: readonly VerbSpec[]): string[] {
  if (before.length > 1) return [];
  return verbs.map(({ name }) => name.split(" "))
    .filter(([group]) => before.length === 0 || group === before[0])
    .map((parts) => parts[before.length])
    .filter((part) => part !== undefined);
}

/** The option that takes the next word as its value. */
function optionOf(
  word: string | undefined,
  options: readonly OptionSpec[],
): OptionSpec | undefined {
  return options.find(({ name, value, valueIsOptional }) =>
    word === `--${name}` && value !== undefined && valueIsOptional === undefined
  );
}

async function valuesOf(
  { values = [] }: OptionSpec,
  before: readonly string[],
  powers: CommandPowers,
): Promise<readonly string[]> {
  if (values !== "spaces") return values;
  const { store, storeExists } = await settingsOf(before, powers);
  return storeExists ? await unlessUnreadable(() => sqliteStores(store).spaces()) : [];
}

/** `@name` for every named piece of the space that the line is about. */
async function pieceNames(before: readonly string[], powers: CommandPowers): Promise<string[]> {
  const { store, space, storeExists } = await settingsOf(before, powers);
  if (!storeExists || !isSpaceId(space)) return [];
  const stores = sqliteStores(store);
  if (!stores.has(space)) return [];
  return await unlessUnreadable(async () => {
    const opened = await stores.open(space, { mode: "read-only" });
    try {
      return (await listedPieces(opened, nodeSha256))
        .flatMap(({ name }) => name === undefined ? [] : [`@${encodeSegment(name)}`]);
    } finally {
      await opened.close();
    }
  });
}

async function unlessUnreadable(read: () => Promise<string[]>): Promise<string[]> {
  try {
    return await read();
  } catch {
    return [];
  }
}

/** Store and space as the words so far say. */
function settingsOf(before: readonly string[], powers: CommandPowers) {
  const option = (name: string): string | undefined => {
    const at = before.lastIndexOf(`--${name}`);
    if (at >= 0) return before[at + 1];
    return before.findLast((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);
  };
  const invocation: Invocation = { operands: [], option, flag: () => false };
  return readSettings(invocation, powers, powers.cwd);
}
