/** Chromium for the suite: where it is, and one process of it whose pages report. */
import { workspacePath } from "../harness/workspace-path.ts";
import type { PageReport } from "./page/report.ts";

/** Where Debian's package puts it. */
const DEBIAN_CHROMIUM = "/usr/bin/chromium";

/**
 * The path of Chromium: `CF_CHROMIUM`, else Debian's. `undefined` when there is none, or when that
 * variable is empty.
 */
export async function findChromium(): Promise<string | undefined> {
  const named = Deno.env.get("CF_CHROMIUM");
  if (named === "") return undefined;
  const path = named ?? DEBIAN_CHROMIUM;
  try {
    await Deno.stat(path);
    return path;
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    if (named === undefined) return undefined;
    throw new Error(`CF_CHROMIUM: there is no ${named}`, { cause: error });
  }
}

/** A running Chromium that serves and opens the pages of a site. */
export class Chromium {
  readonly #process: Deno.ChildProcess;
  readonly #input: WritableStreamDefaultWriter<Uint8Array>;
  readonly #output: ReadableStreamDefaultReader<string>;
  #text = "";

  constructor(path: string, site: string) {
    this.#process = new Deno.Command("deno", {
      args: [
        ...["run", "--no-check", "--quiet", "--no-prompt"],
        `--config=${workspacePath("deno.json")}`,
        ...["--allow-read", "--allow-write", "--allow-env", "--allow-sys"],
        ...["--allow-net=127.0.0.1", `--allow-run=${path}`],
        ...[workspacePath("integration/browser/open-pages.ts"), path, site],
      ],
      stdin: "piped",
      stdout: "piped",
      stderr: "inherit",
      // The driver looks below /proc for Windows as it is loaded, which Deno allows with all
      // permissions only; with this it looks when it needs to know.
      env: { __IS_WSL_TEST__: "1" },
    }).spawn();
    this.#input = this.#process.stdin.getWriter();
    this.#output = this.#process.stdout.pipeThrough(new TextDecoderStream()).getReader();
  }

  /** Opens the page `name` and gives its report. @throws {Error} when the process has ended */
  async report(name: string): Promise<PageReport> {
    await this.#input.write(new TextEncoder().encode(`${name}\n`));
    while (!this.#text.includes("\n")) {
      const { done, value } = await this.#output.read();
      if (done) throw new Error("The process of Chromium ended before it reported.");
      this.#text += value;
    }
    const end = this.#text.indexOf("\n");
    const line = this.#text.slice(0, end);
    this.#text = this.#text.slice(end + 1);
    return JSON.parse(line) as PageReport;
  }

  /** Ends the browser and its process. */
  async close(): Promise<void> {
    // A process that has ended already has closed its input itself.
    await this.#input.close().catch(() => {});
    await this.#process.status;
    await this.#output.cancel();
  }
}
