/**
 * `deno task demo`: a notebook in two processes. Process A loads the program from source, makes a
 * notebook and exits; process B gets the address of the piece, and starts without compiling.
 * Exit code 1 when the two see different notebooks, or when B compiled anything.
 */
import { withTemporaryDirectory } from "../../integration/harness/temporary-directory.ts";
import { LOADER_VARIABLES } from "../../integration/harness/child-process.ts";
import { workspacePath } from "../../integration/harness/workspace-path.ts";
import { withoutTypeScript } from "../../integration/harness/without-typescript.ts";
import { compileCount, differences } from "./compare.ts";
import type { CreatedReport, ResumedReport } from "./messages.ts";
import { EIGHTH_NOTE, SEVEN_NOTES } from "./notes.ts";
import { progressLine } from "./progress-line.ts";
import {
  addressText,
  makeStyles,
  moduleTable,
  notebookText,
  skippedStages,
  stageTable,
} from "./report.ts";
import { runProcess } from "./run-process.ts";

const NOTEBOOK = "packages/patterns/notebook/main.tsx";

/** Environment variables that the loader asks for where TypeScript is not loaded. */
const VARIABLES_OF_B = "HOME,USERPROFILE,XDG_CACHE_HOME,LOCALAPPDATA,CF_RUNTIME_VERSION_SALT";

/** What A may do: read, and write to the store. The rest is what TypeScript asks its platform. */
function permissionsOfA(store: string): string[] {
  return [
    "--allow-read",
    `--allow-write=${store},${cacheDirectory()}`,
    `--allow-env=${LOADER_VARIABLES}`,
    "--allow-sys=osRelease,cpus",
  ];
}

/** What B may do. It cannot read the sources of the program. */
function permissionsOfB(store: string): string[] {
  return [
    "--allow-read",
    `--deny-read=${workspacePath("packages/patterns")}`,
    `--allow-write=${store},${cacheDirectory()}`,
    `--allow-env=${VARIABLES_OF_B}`,
  ];
}

/** Where digests of the loader's own sources are kept between processes. */
function cacheDirectory(): string {
  const home = Deno.env.get("HOME") ?? Deno.env.get("USERPROFILE") ?? ".";
  const named = Deno.env.get("XDG_CACHE_HOME") ?? Deno.env.get("LOCALAPPDATA");
  const base = named ?? (Deno.build.os === "darwin" ? `${home}/Library/Caches` : `${home}/.cache`);
  return `${base}/commonfabric`;
}

async function demo(directory: string): Promise<number> {
  const styles = makeStyles(Deno.stdout.isTerminal() && !Deno.env.get("NO_COLOR"));
  const store = `${directory}/store`;
  const empty = `${directory}/empty`;
  await Deno.mkdir(empty);
  const progress = progressLine("demo");
  const startedMs = performance.now();
  try {
    progress.update("process A");
    const a = await runProcess<CreatedReport>({
      file: "process-a.ts",
      args: [store, workspacePath(NOTEBOOK)],
      flags: [`--config=${workspacePath("deno.json")}`, ...permissionsOfA(store)],
      directory: empty,
    }, progress);
    progress.update("process B");
    const configuration = await withoutTypeScript(`${directory}/without-typescript`);
    const { space, id } = a.report.piece;
    const b = await runProcess<ResumedReport>({
      file: "process-b.ts",
      args: [store, space, id],
      flags: [...configuration, ...permissionsOfB(store)],
      directory: empty,
    }, progress);
    progress.end();

    const created = a.report;
    const resumed = b.report;
    const say = (...lines: string[]) => console.log(lines.join("\n"));
    say(
      `${styles.bold("Process A")}  ${NOTEBOOK} from source into a new store`,
      "",
      moduleTable(created.modules, styles),
      "",
      stageTable(created.stages, [], styles),
      "",
      notebookText(created.state, styles),
      styles.dim(`  process ${a.pid}, ${a.ms.toFixed(0)} ms from start to exit`),
      "",
      `${styles.bold("Process B")}  an empty directory, the store, and an address:`,
      addressText(created),
      "",
      stageTable(resumed.stages, skippedStages(resumed), styles),
      "",
      notebookText(resumed.before, styles),
      "",
      `  one more event: addNote "${EIGHTH_NOTE.title}"`,
      "",
      notebookText(resumed.after, styles),
      styles.dim(`  process ${b.pid}, ${b.ms.toFixed(0)} ms from start to exit`),
      "",
    );
    const problems = differences(created.state, resumed);
    for (const problem of problems) say(styles.bad(problem));
    if (problems.length === 0) {
      const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
      say(`B saw what A left: ${SEVEN_NOTES.length} notes, then one more (${seconds} s in all)`);
    }
    const compiles = compileCount(resumed);
    say((compiles === 0 ? styles.good : styles.bad)(`compiles: ${compiles}`));
    return problems.length === 0 && compiles === 0 ? 0 : 1;
  } finally {
    progress.end();
  }
}

if (Deno.args.length > 0) {
  console.error("deno task demo: takes no arguments");
  Deno.exit(2);
}
try {
  Deno.exitCode = await withTemporaryDirectory(demo);
} catch (error) {
  console.error(`demo: ${error instanceof Error ? error.message : String(error)}`);
  Deno.exitCode = 1;
}
