/** One store and the processes that use it, one after another. */
import assert from "node:assert/strict";
import { jsonOf, runDenoFile } from "../harness/child-process.ts";
import { withTemporaryDirectory } from "../harness/temporary-directory.ts";
import { workspacePath } from "../harness/workspace-path.ts";
import { withoutTypeScript } from "../harness/without-typescript.ts";
import { SPACE } from "./notebook.ts";
import type { CreateSpec, EditSpec, PieceAddress, ProcessReport, ResumeSpec } from "./report.ts";

export const NOTEBOOK: string = workspacePath("packages/patterns/notebook/main.tsx");

/** Notes of the piece that process A leaves. */
export const NOTES = 7;

/** What process A left. */
export interface Created extends ProcessReport {
  readonly piece: PieceAddress;
  readonly edited: NonNullable<ProcessReport["edited"]>;
}

export interface Exit {
  readonly code: number;
  readonly report: ProcessReport;
}

type Env = Readonly<Record<string, string>>;

export class Scene {
  readonly directory: string;

  constructor(directory: string) {
    this.directory = directory;
  }

  get store(): string {
    return `${this.directory}/store`;
  }

  /** The same, over a copy of the store. */
  async copy(name: string): Promise<Scene> {
    const copy = new Scene(`${this.directory}/${name}`);
    await Deno.mkdir(copy.store, { recursive: true });
    for await (const { name: file } of Deno.readDir(this.store)) {
      await Deno.copyFile(`${this.store}/${file}`, `${copy.store}/${file}`);
    }
    return copy;
  }

  /** Process A, to its end; checks what it left. */
  async create(options: Partial<CreateSpec> = {}): Promise<Created> {
    const spec: CreateSpec = {
      store: this.store,
      main: NOTEBOOK,
      cause: "notebook",
      notes: NOTES,
      ...options,
    };
    const { code, report } = await this.#run("process-a.ts", spec, {});
    assert.equal(code, 0, report.error);
    assert.deepEqual(report.errors, []);
    const created = report as Created;
    assert.equal(created.edited.snapshot.rows, spec.notes);
    return created;
  }

  /** Process A, killed on the way; gives whether it came to its end. */
  async createAndKill(killAfterCommits: number, notes: number): Promise<"killed" | "ended"> {
    const spec: CreateSpec = {
      store: this.store,
      main: NOTEBOOK,
      cause: "notebook",
      notes,
      killAfterCommits,
    };
    const { code } = await runDenoFile(fileOf("process-a.ts"), [JSON.stringify(spec)], {
      cwd: await this.#emptyDirectory(),
      flags: ["--allow-run"],
    });
    assert.ok(code === 0 || code === 137, `exit code ${code}`);
    return code === 0 ? "ended" : "killed";
  }

  /** Process C: an edit while nobody runs the piece. */
  async edit(spec: Omit<EditSpec, "store">): Promise<ProcessReport> {
    const { code, report } = await this.#run("process-c.ts", { store: this.store, ...spec }, {});
    assert.equal(code, 0, report.error);
    assert.deepEqual(report.errors, []);
    return report;
  }

  /** Process B in an empty directory, where TypeScript is a module that throws. */
  async resume(spec: Omit<ResumeSpec, "store">, env: Env = {}): Promise<Exit> {
    const configuration = await withoutTypeScript(`${this.directory}/without-typescript`);
    return await this.#run("process-b.ts", { store: this.store, ...spec }, { configuration, env });
  }

  /** Process B in an empty directory, with TypeScript at hand. */
  async resumeWithCompiler(spec: Omit<ResumeSpec, "store">, env: Env = {}): Promise<Exit> {
    return await this.#run("process-b.ts", { store: this.store, ...spec }, { env });
  }

  async #run(
    file: string,
    spec: CreateSpec | ResumeSpec | EditSpec,
    options: { configuration?: readonly string[]; env?: Env },
  ): Promise<Exit> {
    const result = await runDenoFile(fileOf(file), [JSON.stringify(spec)], {
      cwd: await this.#emptyDirectory(),
      ...options,
    });
    const report = jsonOf<ProcessReport>(result);
    assert.equal(report.counters.identityStability.unstable, 0, "identities stay put");
    return { code: result.code, report };
  }

  async #emptyDirectory(): Promise<string> {
    await Deno.mkdir(this.directory, { recursive: true });
    return await Deno.makeTempDir({ dir: this.directory, prefix: "empty-" });
  }
}

/** Runs `fn` with a fresh store, removed afterwards. */
export function withScene<T>(fn: (scene: Scene) => Promise<T>): Promise<T> {
  return withTemporaryDirectory((directory) => fn(new Scene(directory)));
}

/** Copies the program of the notebook to `directory`, with edits of some files. */
export async function copyProgram(
  directory: string,
  edits: Readonly<Record<string, (text: string) => string>> = {},
): Promise<string> {
  const from = NOTEBOOK.slice(0, NOTEBOOK.lastIndexOf("/"));
  await Deno.mkdir(directory, { recursive: true });
  for await (const { name } of Deno.readDir(from)) {
    if (!/\.tsx?$/.test(name)) continue;
    const text = await Deno.readTextFile(`${from}/${name}`);
    const edited = edits[name]?.(text) ?? text;
    assert.equal(edited === text, edits[name] === undefined, `the edit of ${name} changes nothing`);
    await Deno.writeTextFile(`${directory}/${name}`, edited);
  }
  return `${directory}/main.tsx`;
}

export { SPACE };

function fileOf(name: string): string {
  return workspacePath(`integration/patterns-reload/${name}`);
}
