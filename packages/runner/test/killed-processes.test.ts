/** Processes that end with kill -9 at a commit: what they acknowledged is there, and nothing by halves. */
import assert from "node:assert/strict";
import { sqliteStores } from "@commonfabric/storage";
import { Runtime } from "../mod.ts";
import { compiledRuntime } from "./support/compiled.ts";
import { COMPILED, versionText } from "./support/killed-programs.ts";
import { MAILS } from "./support/killed-tasks.ts";
import type { Any } from "./support/test-runtime.ts";
import { IS_LONG, IS_SWEEP } from "../../canonical/test/support/runs.ts";

const script = new URL("./support/killed-process.ts", import.meta.url).pathname;

interface Death {
  /** What was printed, in order. */
  readonly lines: readonly string[];
  readonly wasKilled: boolean;
  readonly commits: number;
}

interface Stage {
  readonly directory: string;
  readonly runtime: Runtime;
  readonly piece: Any;
}

/** A directory with the piece, which runs the first version, and both versions. */
async function prepare(directory: string): Promise<void> {
  const { runtime } = await compiledRuntime({ stores: sqliteStores(directory) });
  const refs: Record<string, unknown> = {};
  for (const version of ["two", "one"] as const) {
    const files = [{ name: "/main.tsx", contents: versionText(version) }];
    const program = { main: "/main.tsx", files };
    const made = await runtime.patterns.compilePattern(program, { space: "home" });
    refs[version] = runtime.patterns.getArtifactEntryRef(made);
    await runtime.editWithRetry((tx) => {
      runtime.run(tx, made, {}, runtime.getCell<Any>("home", version, { tx }));
      if (version === "one") {
        runtime.run(tx, made, {}, runtime.getCell<Any>("home", "piece", { tx }));
      }
    });
  }
  await runtime.settled();
  await runtime.dispose();
  await Deno.writeTextFile(`${directory}/refs.json`, JSON.stringify(refs));
}

/** What a process at `task` prints until it ends: by itself, or killed after so many `lines`. */
async function live(
  directory: string,
  [task, at, when]: readonly [task: string, at: number, when: string],
  killAfter = Infinity,
): Promise<Death> {
  const child = new Deno.Command("deno", {
    args: ["run", "--no-check", "--allow-all", script, directory, task, `${at}`, when],
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const lines: string[] = [];
  const text = child.stdout.pipeThrough(new TextDecoderStream());
  let open = "";
  let isKilled = false;
  for await (const part of text) {
    const parts = (open + part).split("\n");
    open = parts.pop()!;
    lines.push(...parts);
    if (lines.length < killAfter || isKilled) continue;
    isKilled = true;
    child.kill("SIGKILL");
  }
  const { signal, success } = await child.status;
  const errors = await new Response(child.stderr).text();
  assert.ok(success || signal === "SIGKILL", lines.join("\n") + errors);
  assert.deepEqual(lines.filter((line) => line.startsWith("error")), []);
  const commits = Number(lines.at(-1)?.match(/^commits (\d+)$/)?.[1] ?? 0);
  return { lines, wasKilled: !success, commits };
}

async function copy(from: string, to: string): Promise<void> {
  await Deno.mkdir(to);
  for await (const { name } of Deno.readDir(from)) {
    await Deno.copyFile(`${from}/${name}`, `${to}/${name}`);
  }
}

/** Opens what the dead process left. */
async function open(directory: string): Promise<Stage> {
  const runtime = new Runtime({ stores: sqliteStores(directory), attestation: "none" });
  const errors: string[] = [];
  runtime.onError(({ name, message }) => void errors.push(`${name}: ${message}`));
  await runtime.openSpace("home");
  const piece = runtime.getCell<Any>("home", "piece");
  await piece.sync();
  await runtime.start(piece);
  await piece.asSchema(true).pull();
  await runtime.settled();
  assert.deepEqual(errors, []);
  return { directory, runtime, piece };
}

/** What everybody must be able to say of the piece at any time. */
async function checkWhole({ piece }: Stage): Promise<{ log: string[]; version: string }> {
  const log: string[] = await piece.key("log").pull() ?? [];
  assert.equal(await piece.key("size").pull(), log.length);
  const rows = await piece.key("rows").asSchema(true).pull() as Any[];
  const version = piece.key("first").getRaw() === undefined ? "one" : "two";
  assert.deepEqual(rows.map(({ shown }) => shown), log.map((text) => `${version} ${text}`));
  if (version === "two") assert.equal(await piece.key("first").pull(), log[0] ?? "none");
  const placed = log.filter((text) => text.startsWith("child"));
  assert.deepEqual(await piece.key("labels").pull(), placed.map((name) => `${name}:1`));
  return { log, version };
}

/** Lets a process die at every commit of `task`, or at some, and checks what it leaves. */
function dying(
  title: string,
  task: string,
  check: (stage: Stage, death: Death) => Promise<void>,
): void {
  Deno.test(title, async () => {
    const directory = await Deno.makeTempDir();
    try {
      const prepared = `${directory}/prepared`;
      await prepare(prepared);
      const whole = `${directory}/whole`;
      await copy(prepared, whole);
      const { commits, wasKilled } = await live(whole, [task, 0, "after"]);
      assert.ok(!wasKilled && commits > 1, `${task} makes ${commits} commits`);
      const step = IS_SWEEP ? 1 : Math.ceil(commits / 2);
      for (let at = 1; at <= commits; at += step) {
        for (const when of IS_LONG ? ["before", "after"] : [at % 2 === 0 ? "before" : "after"]) {
          const own = `${directory}/${at}${when}`;
          await copy(prepared, own);
          const death = await live(own, [task, at, when]);
          const stage = await open(own);
          await check(stage, death).catch((cause) => {
            throw new Error(`${when} commit ${at} of ${task}: ${death.lines.join("; ")}`, {
              cause,
            });
          });
          await stage.runtime.dispose();
          await Deno.remove(own, { recursive: true });
        }
      }
    } finally {
      await Deno.remove(directory, { recursive: true });
    }
  });
}

const acknowledged = ({ lines }: Death) =>
  lines.filter((line) => line.endsWith(" committed")).map((line) =>
    line.replace(/ committed$/, "")
  );

dying(
  "killed while mail comes in: each is handled once, whoever is sent it again",
  "mail",
  async (stage, death) => {
    const { log } = await checkWhole(stage);
    for (const mail of acknowledged(death)) assert.ok(log.includes(mail), `${mail} is lost`);
    for (const mail of MAILS) {
      const options = { ingressId: mail };
      const { status } = await stage.runtime.sendEvent(stage.piece.key("note"), mail, options);
      assert.equal(status, log.includes(mail) ? "duplicate" : "committed");
    }
    const after = await checkWhole(stage);
    assert.deepEqual(after.log.toSorted(), [...MAILS]);
  },
);

dying(
  "killed while patterns are swapped: one version is there as a whole, and its state",
  "swap",
  async (stage, death) => {
    const { log } = await checkWhole(stage);
    for (const version of acknowledged(death)) assert.ok(log.includes(`while ${version}`));
    const { status } = await stage.runtime.sendEvent(stage.piece.key("note"), "after");
    assert.equal(status, "committed");
    assert.deepEqual((await checkWhole(stage)).log, [...log, "after"]);
  },
);

dying(
  "killed while children are placed elsewhere: every link leads to a whole child",
  "place",
  async (stage, death) => {
    const { log } = await checkWhole(stage);
    for (const child of acknowledged(death)) assert.ok(log.includes(child), `${child} is lost`);
    const { status } = await stage.runtime.sendEvent(stage.piece.key("place"), "child9");
    assert.equal(status, "committed");
    assert.deepEqual((await checkWhole(stage)).log, [...log, "child9"]);
  },
);

dying(
  "killed while compiled code is written back: it is there, or compiled again",
  "compile",
  async (stage, death) => {
    const { runtime } = stage;
    await checkWhole(stage);
    const [, identity, symbol] =
      death.lines.find((line) => line.startsWith("compiled"))?.split(" ") ?? [];
    if (identity !== undefined) {
      assert.ok(
        await runtime.patterns.loadPatternByIdentity(identity, symbol!, "home") !== undefined,
      );
    }
    const other = runtime.getCell<Any>("home", "other");
    if (death.lines.includes("set up")) {
      await other.sync();
      await runtime.start(other);
    } else {
      const made = await runtime.patterns.compilePattern(COMPILED, { space: "home" });
      await runtime.editWithRetry((tx) => void runtime.run(tx, made, {}, other.withTx(tx)));
    }
    assert.equal(await other.key("both").pull(), "aa");
  },
);

Deno.test("killed at any moment, also within a commit: what it acknowledged is there", async () => {
  const directory = await Deno.makeTempDir();
  try {
    await prepare(`${directory}/prepared`);
    for (let lines = 1; lines <= (IS_SWEEP ? MAILS.length : 2); lines++) {
      const own = `${directory}/${lines}`;
      await copy(`${directory}/prepared`, own);
      const death = await live(own, ["mail", 0, "after"], lines);
      const stage = await open(own);
      const { log } = await checkWhole(stage);
      for (const mail of acknowledged(death)) assert.ok(log.includes(mail), `${mail} is lost`);
      assert.equal(new Set(log).size, log.length);
      await stage.runtime.dispose();
    }
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
});
