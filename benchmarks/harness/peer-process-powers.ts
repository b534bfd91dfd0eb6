/**
 * A peer that lives in a process of its own and answers one question after another: a line of JSON
 * in, a line of JSON out. It takes its own time, so that what crosses the border is not in it.
 */
import { TextLineStream } from "./text-lines.ts";
import { nodeBinary, peerFile } from "./peers-powers.ts";

export interface PeerAnswer {
  readonly ms: number;
  readonly result: unknown;
}

export class PeerProcess {
  readonly #command: () => string;
  readonly #args: readonly string[];
  #child: Deno.ChildProcess | undefined;
  #answers: ReadableStreamDefaultReader<string> | undefined;
  #questions: WritableStreamDefaultWriter<Uint8Array> | undefined;

  /** The command is asked for when it is started: where it is not installed, `ask` fails. A script of `benchmarks/peers` is named by `peerFile`. */
  constructor(command: () => string, args: readonly string[]) {
    this.#command = command;
    this.#args = args;
  }

  /** @throws {Error} when the peer does not start, ends, or answers with an error */
  async ask(question: unknown): Promise<PeerAnswer> {
    this.#start();
    await this.#questions!.write(new TextEncoder().encode(`${JSON.stringify(question)}\n`));
    const { value, done } = await this.#answers!.read();
    if (done || value === undefined) throw new Error("the process of the peer ended");
    const answer = JSON.parse(value) as PeerAnswer & { readonly error?: string };
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer;
  }

  /** Ends the process, if there is one. */
  async stop(): Promise<void> {
    if (this.#child === undefined) return;
    await this.#questions!.close().catch(() => {});
    await this.#answers!.cancel().catch(() => {});
    await this.#child.status;
  }

  #start(): void {
    if (this.#child !== undefined) return;
    this.#child = new Deno.Command(this.#command(), {
      args: [...this.#args],
      cwd: peerFile(""),
      stdin: "piped",
      stdout: "piped",
      stderr: "null",
    }).spawn();
    this.#questions = this.#child.stdin.getWriter();
    this.#answers = this.#child.stdout.pipeThrough(new TextDecoderStream())
      .pipeThrough(new TextLineStream()).getReader();
  }
}

/** A peer in Deno: a script of `benchmarks/peers` and its flags. */
export function denoPeer(script: string, flags: readonly string[] = []): PeerProcess {
  const options = ["run", "--no-check", "--quiet", "--allow-all", "--node-modules-dir=manual"];
  return new PeerProcess(() => "deno", [...options, ...flags, peerFile(script)]);
}

/** A peer in Node: a script of `benchmarks/peers` and its flags. */
export function nodePeer(script: string, flags: readonly string[] = []): PeerProcess {
  return new PeerProcess(nodeBinary, [...flags, peerFile(script)]);
}
