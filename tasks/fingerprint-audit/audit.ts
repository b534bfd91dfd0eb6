/**
 * The audit: equal identity and runtime version give equal bytes. Compiles the corpus in its order,
 * then in a fresh process with other orders of programs and files and other entry points, then by
 * the sources of the commit before where their fingerprint is the same.
 */
import { type Checkout, previousCheckout } from "./checkout.ts";
import { type Compiled, type Difference, differences } from "./compiled-documents.ts";

export interface AuditOptions {
  /** Root of the repository. */
  readonly root: string;
  /** Directory of the programs, each with a `main.tsx`. */
  readonly corpus: string;
  /** Directory for stores and checkouts; removed by the caller. */
  readonly scratch: string;
  readonly seed: number;
  readonly say: (line: string) => void;
}

/** All differences; empty when the audit holds. */
export async function audit(options: AuditOptions): Promise<Difference[]> {
  const { root, scratch, seed, say } = options;
  const first = await compileCorpus(options, { name: "first", seed: 0, checkout: root });
  const { documents, runtimeVersion } = first;
  say(`${documents.length} compiled documents under ${runtimeVersion ?? "no runtime version"}`);
  if (documents.length === 0) throw new Error("The corpus has no program.");

  const second = await compileCorpus(options, { name: "second", seed, checkout: root });
  const shuffledDifferences = compared(first, second, `a fresh process, seed ${seed}`, say);

  const previous = await previousCheckout(root, `${scratch}/previous`);
  if ("unavailable" in previous) {
    say(`the commit before: not compared, ${previous.unavailable}`);
    return shuffledDifferences;
  }
  return [...shuffledDifferences, ...await comparePrevious(first, previous, options)];
}

async function comparePrevious(
  first: Compiled,
  { revision, directory }: Checkout,
  options: AuditOptions,
): Promise<Difference[]> {
  const { say } = options;
  const what = `the commit before (${revision})`;
  const version = await runtimeVersionOf(directory);
  if (version !== first.runtimeVersion) {
    say(`${what}: not compared, the fingerprint moved (it was ${version ?? "none"})`);
    return [];
  }
  const run = { name: "of-previous", seed: 0, checkout: directory };
  return compared(first, await compileCorpus(options, run), what, say);
}

function compared(
  first: Compiled,
  second: Compiled,
  what: string,
  say: (line: string) => void,
): Difference[] {
  const found = differences(first, second);
  say(`${what}: ${found.length === 0 ? "equal bytes" : `${found.length} documents differ`}`);
  for (const { program, path, identity, fields, onlyIn } of found) {
    const how = onlyIn === undefined ? `differs in ${fields.join(", ")}` : `only in the ${onlyIn}`;
    say(`  ${program}${path} ${identity}: ${how}`);
  }
  return found;
}

async function compileCorpus(
  { corpus, scratch }: AuditOptions,
  { name, seed, checkout }: { name: string; seed: number; checkout: string },
): Promise<Compiled> {
  const script = new URL("./compile-corpus.ts", import.meta.url).href;
  return JSON.parse(await runIn(checkout, [script, corpus, `${scratch}/${name}`, String(seed)]));
}

/** What `cf --version` of a checkout says; `null` when it says nothing. */
async function runtimeVersionOf(checkout: string): Promise<string | null> {
  const cf = `${checkout}/packages/cli/main-powers.ts`;
  const { runtimeVersion } = JSON.parse(await runIn(checkout, [cf, "--version", "--json"]));
  return runtimeVersion ?? null;
}

/** Runs a script with the packages of a checkout. @throws {Error} with what it wrote */
async function runIn(checkout: string, args: readonly string[]): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command("deno", {
    args: [
      "run",
      "--no-check",
      "--quiet",
      "--no-prompt",
      "--allow-read",
      "--allow-write",
      "--allow-env",
      "--allow-sys=osRelease,cpus",
      `--config=${checkout}/deno.json`,
      ...args,
    ],
    stdin: "null",
  }).output();
  const text = new TextDecoder();
  if (success) return text.decode(stdout);
  throw new Error(`Cannot compile with ${checkout}:\n${text.decode(stderr)}`);
}
