/**
 * Child process of a test: starts the stored piece, does what it is told, and ends with kill -9 at a
 * chosen commit. What was acknowledged is printed at once, a line each.
 * Arguments: directory, task, number of the commit (0: none), `before` or `after` its effect.
 */
import { type SpaceStores, sqliteStores } from "@commonfabric/storage";
import { type PatternValue, Runtime } from "../../mod.ts";
import { MAILS, TASKS } from "./killed-tasks.ts";
import type { Any } from "./test-runtime.ts";

const [directory, task, at, when] = Deno.args;
let isArmed = false;
let commits = 0;

function say(line: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${line}\n`));
}

function around<T>(effect: () => T): T {
  if (!isArmed) return effect();
  const isLast = ++commits === Number(at);
  if (isLast && when === "before") Deno.kill(Deno.pid, "SIGKILL");
  const result = effect();
  if (isLast) Deno.kill(Deno.pid, "SIGKILL");
  return result;
}

const base = sqliteStores(directory!);
const stores: SpaceStores = async (space) =>
  new Proxy(await base(space), {
    get: (store, name) => {
      const member = Reflect.get(store, name);
      if (typeof member !== "function") return member;
      if (name !== "commit" && name !== "commitSync") return member.bind(store);
      return (batch: Any) => around(() => member.call(store, batch));
    },
  });
const runtime = new Runtime({ stores, attestation: "none" });
runtime.onError(({ name, message }) => say(`error ${name}: ${message}`));
await runtime.openSpace("home");
const piece = runtime.getCell<Any>("home", "piece");
await piece.sync();
await runtime.start(piece);
piece.asSchema(true).sink(() => {});
await runtime.settled();

async function pattern(version: string): Promise<PatternValue> {
  const refs = JSON.parse(await Deno.readTextFile(`${directory}/refs.json`));
  const { identity, symbol } = refs[version];
  return (await runtime.patterns.loadPatternByIdentity(identity, symbol, "home"))!;
}

isArmed = true;
await TASKS[task!]!({ runtime, piece, say, pattern, mails: MAILS });
await runtime.settled();
say(`commits ${commits}`);
await runtime.dispose();
