/** The program leaf <- mid <- entry of the event lists, and the event log as text. */
import { nodeSha256 } from "@commonfabric/canonical";
import {
  type AttestationKeys,
  ed25519KeyId,
  nodeAttestationPowers,
} from "@commonfabric/compilation-cache";
import type { Program } from "@commonfabric/module-identity";
import type { SpaceStores } from "@commonfabric/storage";
import { type LoggedEvent, readToolchain, Runtime, type Toolchain } from "../../mod.ts";

const toolchain = readToolchain();

const SCHEMA =
  '{ type: "object", properties: { n: { type: "number", default: 2 } }, required: ["n"] }';

/** Texts of the program; `leaf` and `mid` are what the functions of these modules return. */
export interface ChainTexts {
  readonly leaf?: string;
  /** Return type of the leaf. */
  readonly leafType?: string;
  readonly mid?: string;
}

export function chainProgram(
  { leaf = "n + 1", leafType = "number", mid = "Number(leaf(n)) * 10" }: ChainTexts = {},
): Program {
  return {
    main: "/entry.ts",
    files: [
      {
        name: "/entry.ts",
        contents: `import { lift, pattern } from "commonfabric";
import { middle } from "./mid.ts";
const compute = lift((n: number) => middle(n), { type: "number" }, { type: "number" });
export default pattern((input) => ({ answer: compute(input.key("n")) }), ${SCHEMA}, true);
export const other = 1;
`,
      },
      {
        name: "/mid.ts",
        contents: 'import { leaf } from "./leaf.ts";\n' +
          `export function middle(n: number): number {\n  return ${mid};\n}\n`,
      },
      {
        name: "/leaf.ts",
        contents: `export function leaf(n: number): ${leafType} {\n  return ${leaf};\n}\n`,
      },
    ],
  };
}

/** The events of a runtime since the last look, with identities shown as names of modules. */
export class EventTexts {
  readonly #names = new Map<string, string>();
  readonly #runtime: Runtime;
  #seen = 0;

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
  }

  async name(given: Program): Promise<void> {
    for (const [path, identity] of await this.#runtime.engine.computeModuleHashes(given)) {
      this.#names.set(identity, path.slice(1, -3));
    }
  }

  take(): string[] {
    const events = this.#runtime.patterns.events.recent(this.#seen);
    this.#seen = this.#runtime.patterns.events.lastSeq;
    return events.map((event) => this.#text(event)).filter((text) => !/^(ran|started)/.test(text));
  }

  #text(event: LoggedEvent): string {
    const list = (identities: readonly string[]) =>
      identities.map((each) => this.#names.get(each) ?? each).join(" ");
    switch (event.type) {
      case "identified":
        return `identified ${event.modules}`;
      case "cacheHit":
        return `cacheHit(${event.from}) ${list(event.modules)}`;
      case "cacheMiss":
        return `cacheMiss ${
          Object.entries(event.reasons).map(([id, reason]) => `${list([id])}:${reason}`).join(" ")
        }`;
      case "compiled":
      case "carried":
      case "verified":
      case "evaluated":
        return `${event.type} ${list(event.modules)}`;
      case "wroteBack":
        return `wroteBack ${event.space} [${list(event.sources)}] [${list(event.compiled)}]`;
      case "repaired":
      case "rejected":
        return `${event.type} ${list([event.identity])} ${event.reason}`;
      case "resumed":
        return `resumed(to run ${event.toRun})`;
      case "loadFailed":
        return `loadFailed ${
          event.reason.replace(/\(.*\)/, (id) => `(${list([id.slice(1, -1)])})`)
        }`;
      default:
        return event.type;
    }
  }
}

/** Keys of all sessions of a test. */
export const KEYS: AttestationKeys = {
  sign: { alg: "hmac-sha256", keyId: "chain", key: new Uint8Array(32).fill(7) },
  verify: new Map([["chain", { alg: "hmac-sha256", key: new Uint8Array(32).fill(7) }]]),
};

const SEED = new Uint8Array(32).fill(9);
const PUBLIC_KEY = nodeAttestationPowers.publicKeyEd25519(SEED);
const PUBLIC_ID = ed25519KeyId(PUBLIC_KEY, nodeSha256);

/** A pair of keys, as compile workers of a shared space have them. */
export const PAIR: AttestationKeys = {
  sign: { alg: "ed25519", keyId: PUBLIC_ID, key: SEED },
  verify: new Map([[PUBLIC_ID, { alg: "ed25519", key: PUBLIC_KEY }]]),
};

/** A way of running: who is believed, and whether labels count. */
export interface AttestationMode {
  readonly name: string;
  readonly options: ChainRuntimeOptions;
  readonly keyed: boolean;
}

/** With keys, what a space has is believed; without, every body of it is verified. */
export const ATTESTATION_MODES: readonly AttestationMode[] = [
  { name: "with a key", options: { attestation: KEYS }, keyed: true },
  { name: "without a key", options: { attestation: "none" }, keyed: false },
];

/** The same with labels off, and with keys that are a pair. */
export const ALL_MODES: readonly AttestationMode[] = [
  ...ATTESTATION_MODES,
  { name: "with a pair of keys", options: { attestation: PAIR }, keyed: true },
  {
    name: "with a key, labels disabled",
    options: { attestation: KEYS, cfcMode: "disabled" },
    keyed: true,
  },
  {
    name: "without a key, labels disabled",
    options: { attestation: "none", cfcMode: "disabled" },
    keyed: false,
  },
];

export interface ChainRuntimeOptions {
  readonly attestation?: AttestationKeys | "none";
  readonly cfcMode?: "enforce" | "disabled";
  readonly toolchain?: Toolchain;
  readonly compiler?: "none";
}

/** Calls `use` with a runtime over `stores`; errors that it reported fail the test. */
export async function withChainRuntime<T>(
  stores: SpaceStores,
  { attestation = "none", toolchain: versions = toolchain, cfcMode = "enforce", ...rest }:
    ChainRuntimeOptions,
  use: (runtime: Runtime, log: EventTexts) => Promise<T>,
): Promise<T> {
  const runtime = new Runtime({
    stores,
    toolchain: versions,
    attestation,
    cfcMode,
    ...rest,
  });
  const errors: unknown[] = [];
  runtime.onError((error) => errors.push(error.message));
  try {
    const result = await use(runtime, new EventTexts(runtime));
    if (errors.length > 0) throw new Error(`The runtime reported ${JSON.stringify(errors)}`);
    return result;
  } finally {
    await runtime.dispose();
  }
}

/** The toolchain of this workspace under another version, as `CF_RUNTIME_VERSION_SALT` makes it. */
export const SALTED: Toolchain = {
  ...toolchain,
  runtimeVersion: `${toolchain.runtimeVersion}~other`,
};

export const RUNTIME_VERSION: string = toolchain.runtimeVersion!;
