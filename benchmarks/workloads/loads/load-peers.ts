/** Peers that load the modules of an edition: each in its own process, each with its own sandbox or none. */
import type { Agreement } from "../../harness/agreement.ts";
import type { BenchmarkSettings } from "../../harness/benchmark.ts";
import type { Contender } from "../../harness/contender.ts";
import { stopEsbuild, stripTypes } from "../../harness/esbuild-powers.ts";
import { denoPeer, nodePeer, type PeerProcess } from "../../harness/peer-process-powers.ts";
import { ensurePeers } from "../../harness/peers-powers.ts";
import {
  NATIVE_HOST,
  nativeEntry,
  writeNativeProgram,
} from "../../samples/native-program-powers.ts";
import { SAMPLE_VALUES } from "../../samples/pattern-program.ts";
import type { Edition } from "./edition.ts";

const FORM = "nothing verified, no builders, no provenance";

interface LoadPeer {
  readonly name: string;
  readonly caveat: string;
  readonly start: () => PeerProcess;
  readonly question: (turn: number) => object;
}

/** The peers of one benchmark. Editions are written, bundled and transformed before anything is timed. */
export class LoadPeers {
  readonly #directory: string;
  readonly #editions: readonly Edition[];
  readonly #settings: BenchmarkSettings;
  readonly #running: PeerProcess[] = [];
  readonly #stripped: Record<string, string>[] = [];
  #preparing: Promise<void> | undefined;

  constructor(directory: string, editions: readonly Edition[], settings: BenchmarkSettings) {
    this.#directory = directory;
    this.#editions = editions;
    this.#settings = settings;
  }

  contenders(agreement: Agreement): Contender[] {
    const inDirectory = (turn: number) => ({ directory: this.#directoryOf(turn) });
    const withTexts = (turn: number) => ({ files: this.#stripped[turn] });
    const peers: LoadPeer[] = [
      {
        name: "@endo/import-bundle",
        caveat: `a zip of modules in a compartment: parsed and rewritten, ${FORM}`,
        start: () => denoPeer("import-bundle.js"),
        question: inDirectory,
      },
      {
        name: "jiti warm",
        caveat: `transformed files from its cache; no sandbox, ${FORM}`,
        start: () => nodePeer("jiti.js"),
        question: inDirectory,
      },
      {
        name: "isolated-vm",
        caveat: `an isolate of its own, values are copied across its border; ${FORM}`,
        start: () => nodePeer("isolated-vm.js", ["--no-node-snapshot"]),
        question: withTexts,
      },
      {
        name: "quickjs-emscripten",
        caveat: `another engine in WebAssembly; ${FORM}`,
        start: () => denoPeer("quickjs.js"),
        question: withTexts,
      },
    ];
    return peers.map((peer) => this.#contender(peer, agreement));
  }

  async stop(): Promise<void> {
    for (const process of this.#running) await process.stop();
  }

  #contender({ name, caveat, start, question }: LoadPeer, agreement: Agreement): Contender {
    const process = start();
    this.#running.push(process);
    let turn = 0;
    return {
      name,
      role: "peer",
      caveat,
      sample: async () => {
        await (this.#preparing ??= this.#prepare());
        const { ms, result } = await process.ask(question(turn));
        agreement.prove(name, `edition ${turn++}`, result);
        return ms;
      },
    };
  }

  #directoryOf(turn: number): string {
    return `${this.#directory}/edition-${turn}`;
  }

  async #prepare(): Promise<void> {
    await ensurePeers(this.#settings);
    const directories = this.#editions.map((_, turn) => this.#directoryOf(turn));
    for (const [turn, { files }] of this.#editions.entries()) {
      await writeNativeProgram(directories[turn]!, files, SAMPLE_VALUES);
      const texts = new Map([
        ...files,
        ["/entry.ts", nativeEntry(SAMPLE_VALUES)],
        ["commonfabric", NATIVE_HOST],
      ]);
      this.#stripped.push(Object.fromEntries(await stripTypes(texts)));
    }
    await stopEsbuild();
    const bundler = denoPeer("make-bundles.js");
    await bundler.ask({ directories }).finally(() => bundler.stop());
    // Another process fills the cache: the one that is measured has evaluated no text before.
    const warming = nodePeer("jiti.js");
    for (const directory of directories) await warming.ask({ directory });
    await warming.stop();
  }
}
