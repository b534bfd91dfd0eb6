/** Several processes on one store, some of them killed while they compile; what all of them said. */
import { KEY_PREFIXES, parseCompiledKey } from "@commonfabric/compilation-cache";
import { sqliteStores } from "@commonfabric/storage";
import { SPACE } from "./subject-powers.ts";

export interface SharingPlan {
  readonly directory: string;
  readonly processes: number;
  /** 0 to 2: the first one ends itself in a compile, the second is killed on the way. */
  readonly killed: number;
  readonly programs: number;
  readonly modulesEach: number;
}

export interface SharingReport {
  /** Milliseconds that each program took each process, loads and waits included. */
  readonly visits: readonly number[];
  /** What went wrong in a process that nobody killed, or in a store after a kill. */
  readonly errors: readonly string[];
  readonly wrongResults: number;
  readonly kills: number;
  /** Compiles by identity, of each process. */
  readonly compiles: readonly ReadonlyMap<string, number>[];
}

interface Line {
  readonly ready?: true;
  readonly compiled?: readonly string[];
  readonly done?: number;
  readonly ms?: number;
  readonly isRight?: boolean;
  readonly error?: string;
  readonly end?: true;
}

const script = new URL("../processes/share-store.ts", import.meta.url).pathname;

/** Runs `plan` until every process has ended. */
export async function shareStore(plan: SharingPlan): Promise<SharingReport> {
  const start = new StartSignal(plan.processes);
  const processes = Array.from({ length: plan.processes }, (_, at) => runOne(plan, at, start));
  const reports = await Promise.all(processes);
  return {
    visits: reports.flatMap(({ visits }) => visits),
    errors: reports.flatMap(({ errors }) => errors),
    wrongResults: reports.reduce((sum, { wrongResults }) => sum + wrongResults, 0),
    kills: reports.reduce((sum, { kills }) => sum + kills, 0),
    compiles: reports.flatMap(({ compiles }) => compiles),
  };
}

/** Resolves when everybody is ready. */
class StartSignal {
  readonly #given = Promise.withResolvers<void>();
  #missing: number;

  constructor(processes: number) {
    this.#missing = processes;
  }

  ready(): Promise<void> {
    if (--this.#missing === 0) this.#given.resolve();
    return this.#given.promise;
  }
}

async function runOne(plan: SharingPlan, at: number, start: StartSignal): Promise<SharingReport> {
  const { directory, programs, modulesEach, processes, killed } = plan;
  const first = Math.floor(at * programs / processes);
  const fate = at >= killed ? "lives" : at === 0 ? "ends" : "waits";
  const child = new Deno.Command("deno", {
    args: [
      ...["run", "--no-check", "--quiet", "--allow-read", "--allow-write", "--allow-env"],
      ...["--allow-run", script, directory],
      ...[first, programs, modulesEach, fate].map(String),
    ],
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const stderr = new Response(child.stderr).text();
  const stdin = child.stdin.getWriter();
  const heard = new Heard();
  for await (const line of linesOf(child.stdout)) {
    heard.take(line);
    if (line.ready) void start.ready().then(() => stdin.write(new Uint8Array(1)));
    const isOnTheWay = line.compiled !== undefined || line.done !== undefined;
    if (fate === "waits" && isOnTheWay && !heard.isKilled) {
      heard.isKilled = true;
      child.kill("SIGKILL");
    }
  }
  const { signal, success } = await child.status;
  await stdin.close().catch(() => {}); // the pipe of a dead process
  const wasKilled = signal === "SIGKILL";
  if (wasKilled) heard.errors.push(...await unreadable(directory));
  const hasEnded = success && heard.hasEnded;
  if (!hasEnded && !(wasKilled && fate !== "lives")) heard.errors.push(await stderr);
  const { visits, errors, wrongResults, compiled } = heard;
  return { visits, errors, wrongResults, compiles: [compiled], kills: wasKilled ? 1 : 0 };
}

/** What one process said. */
class Heard {
  readonly visits: number[] = [];
  readonly errors: string[] = [];
  readonly compiled = new Map<string, number>();
  wrongResults = 0;
  isKilled = false;
  hasEnded = false;

  take({ compiled, ms, isRight, error, end }: Line): void {
    for (const identity of compiled ?? []) {
      this.compiled.set(identity, (this.compiled.get(identity) ?? 0) + 1);
    }
    if (ms !== undefined) this.visits.push(ms);
    if (isRight === false) this.wrongResults++;
    if (error !== undefined) this.errors.push(error);
    if (end === true) this.hasEnded = true;
  }
}

async function* linesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Line> {
  let open = "";
  for await (const text of stream.pipeThrough(new TextDecoderStream())) {
    const lines = (open + text).split("\n");
    open = lines.pop()!;
    for (const line of lines) yield JSON.parse(line) as Line;
  }
}

/** Why the store cannot be read, if so: every document and every text is. */
async function unreadable(directory: string): Promise<string[]> {
  const stores = sqliteStores(directory);
  try {
    const store = await stores.open(SPACE, { mode: "read-only" });
    const headers = await store.list({ limit: 100_000 });
    await store.read(headers.map(({ key }) => key));
    return [];
  } catch (error) {
    return [`the store cannot be read after a kill: ${error}`];
  } finally {
    await stores.close();
  }
}

/** The digest of each compiled body that the store in `directory` holds, by identity. */
export async function storedBodies(directory: string): Promise<ReadonlyMap<string, string>> {
  const stores = sqliteStores(directory);
  try {
    const store = await stores.open(SPACE, { mode: "read-only" });
    const headers = await store.list({ tagPrefix: KEY_PREFIXES.compiled, limit: 100_000 });
    const documents = await store.read(headers.map(({ key }) => key));
    return new Map(headers.map(({ tag }, at) => {
      const { bodyHash } = documents[at]!.doc.value as { readonly bodyHash: string };
      return [parseCompiledKey(tag!)!.identity, bodyHash];
    }));
  } finally {
    await stores.close();
  }
}
