/** B8: what the verifier costs beside the parse that it cannot do without, by size of the body. */
import { hostTable } from "@commonfabric/api";
import { nodeSha256 } from "@commonfabric/canonical";
import { LIMITS, makeCounters } from "@commonfabric/contract";
import { makeVerifier, type Verifier, verifierVersion } from "@commonfabric/sandbox-verifier";
import { tokenizer } from "acorn";
import { acornAll } from "../../floors/acorn.ts";
import { scanAll } from "../../floors/scan.ts";
import { Agreement } from "../../harness/agreement.ts";
import type { Benchmark, BenchmarkReport, BenchmarkSettings } from "../../harness/benchmark.ts";
import { type Contender, type Measured, measureInterleaved } from "../../harness/contender.ts";
import { CounterGates } from "../../harness/counter-gates.ts";
import { denoPeer, type PeerProcess } from "../../harness/peer-process-powers.ts";
import { ensurePeers } from "../../harness/peers-powers.ts";
import { countedSince } from "../../harness/subject-powers.ts";
import { emittedBody, emittedUnits } from "../../samples/emitted-bodies.ts";

interface Size {
  readonly name: string;
  readonly bytes: number;
  readonly samples: number;
  /** The largest ratio to the parse. */
  readonly target: number;
}

const SIZES: readonly Size[] = [
  { name: "2 KB", bytes: 1_900, samples: 400, target: 1.6 },
  { name: "20 KB", bytes: 20_000, samples: 150, target: 1.5 },
  { name: "100 KB", bytes: 100_000, samples: 60, target: 1.5 },
  { name: "1 MB", bytes: 1_000_000, samples: 15, target: 1.5 },
];
const PARSERS = ["meriyah", "oxc-parser"] as const;
const EXPECTED = { bodiesVerified: 1, emittedParses: 1 };

export const verifiedBodies: Benchmark = { id: "B8", run };

async function run(settings: BenchmarkSettings): Promise<BenchmarkReport> {
  const gates = new CounterGates(EXPECTED);
  const parsers = PARSERS.map((name) => ({ name, process: denoPeer("parse.js") }));
  const measured: Measured[] = [];
  for (const size of SIZES) {
    const contenders = contendersOf(size, gates, parsers, settings);
    const samples = settings.quick ? 3 : size.samples;
    const warmUp = settings.quick ? 1 : Math.max(10, size.samples / 4);
    measured.push(...await measureInterleaved(contenders, { samples, warmUp }));
  }
  measured.push(...await measureInterleaved(overLimit(), { samples: 5, warmUp: 1 }));
  for (const { process } of parsers) await process.stop();
  return {
    id: "B8",
    title: "verifier on emitted bodies",
    unit: "a body, text new to the process",
    measured,
    counters: gates.gates,
    ratios: [
      ...SIZES.map(({ name, target }) => ({
        of: `verify ${name}`,
        over: [`acorn ${name}`],
        target,
        gates: true as const,
      })),
      { of: "verify over the limit", over: ["acorn over the limit"], target: 0.05, gates: true },
    ],
    remarks: [
      "The floor parses with the options of the verifier and does nothing with the tree. The " +
      "subject also digests the body, looks for refused text, counts and judges tokens, resolves " +
      "every name, classifies every module-level statement, and makes the record surface.",
    ],
  };
}

let bodies = 0;

function contendersOf(
  { name, bytes }: Size,
  gates: CounterGates,
  parsers: readonly { readonly name: string; readonly process: PeerProcess }[],
  settings: BenchmarkSettings,
): Contender[] {
  const counters = makeCounters();
  const verifier = makeBareVerifier(counters);
  const agreement = new Agreement();
  const prove = (by: string, units: number) => agreement.prove(by, "units of statements", units);
  const timed = (by: string, work: (body: string) => number): Contender["sample"] => () => {
    const body = nextBody(bytes);
    const started = performance.now();
    const units = work(body);
    const ms = performance.now() - started;
    prove(by, units);
    return ms;
  };
  return [
    {
      name: `verify ${name}`,
      role: "subject",
      sample: () => {
        const before = { ...counters };
        const ms = timed("verify", (body) => {
          const answer = verifier.verifyBody(body, { specifier: "/sample.ts" });
          if (!answer.ok) throw new Error(`The sample is refused: ${answer.errors[0]!.message}`);
          return answer.exports.length / 2;
        })();
        gates.observe(countedSince(counters, before, ["bodiesVerified", "emittedParses"]));
        return ms;
      },
    },
    {
      name: `acorn ${name}`,
      role: "floor",
      sample: timed("acorn", (body) => emittedUnits(acornAll([body])[0]!)),
    },
    {
      name: `acorn tokenizer ${name}`,
      role: "peer",
      caveat: "tokens without a grammar: an expression literal may be taken for a division",
      sample: timed("acorn tokenizer", countLifts),
    },
    {
      name: `TypeScript scanner ${name}`,
      role: "peer",
      caveat: "tokens without a grammar; keeps what follows `from`",
      sample: timed("scanner", (body) => {
        scanAll([body]);
        return body.split("commonfabric_1.lift").length - 1;
      }),
    },
    ...parsers.map(({ name: parser, process }): Contender => ({
      name: `${parser} ${name}`,
      role: "peer",
      caveat: "another parser in a process of its own; nothing is judged",
      sample: async () => {
        await ensurePeers(settings);
        const { ms, result } = await process.ask({ parser, body: nextBody(bytes) });
        prove(parser, emittedUnits(result as number));
        return ms;
      },
    })),
  ];
}

function nextBody(bytes: number): string {
  return emittedBody(bytes, 10_000_000 + 10_000 * ++bodies);
}

/** As production has it, without the memo: every body is new. */
function makeBareVerifier(counters: ReturnType<typeof makeCounters>): Verifier {
  return makeVerifier({
    policy: { hosts: hostTable },
    sha256: nodeSha256,
    verifierVersion: verifierVersion(),
    counters,
  });
}

function countLifts(body: string): number {
  let lifts = 0;
  for (const token of tokenizer(body, { ecmaVersion: 2025 })) {
    if ((token as { value?: unknown }).value === "lift") lifts++;
  }
  return lifts;
}

/** A body of more than the limit costs no parse. */
function overLimit(): Contender[] {
  const verifier = makeBareVerifier(makeCounters());
  const oversized = emittedBody(LIMITS.bodyBytes + 1, 0);
  return [
    {
      name: "verify over the limit",
      role: "subject",
      sample: () => {
        const started = performance.now();
        const answer = verifier.verifyBody(oversized, { specifier: "/sample.ts" });
        const ms = performance.now() - started;
        if (answer.ok || answer.errors[0]!.code !== "verify:limit") {
          throw new Error("The oversized body was not refused by its size.");
        }
        return ms;
      },
    },
    {
      name: "acorn over the limit",
      role: "floor",
      sample: () => {
        const started = performance.now();
        acornAll([oversized]);
        return performance.now() - started;
      },
    },
  ];
}
