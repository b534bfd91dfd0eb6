/** B8s: ten times the text of every hostile shape takes about ten times as long. */
import { hostTable } from "@commonfabric/api";
import { nodeSha256 } from "@commonfabric/canonical";
import { makeVerifier, verifierVersion } from "@commonfabric/sandbox-verifier";
import type { Benchmark, BenchmarkReport, BenchmarkSettings } from "../../harness/benchmark.ts";
import { type Measured, measureInterleaved } from "../../harness/contender.ts";
import { HOSTILE_SHAPES } from "../../samples/hostile-bodies.ts";

const SMALL = 100_000;
const LARGE = 10 * SMALL;

export const hostileBodies: Benchmark = { id: "B8s", run, timesOnly: true };

async function run({ quick }: BenchmarkSettings): Promise<BenchmarkReport> {
  const verifier = makeVerifier({
    policy: { hosts: hostTable },
    sha256: nodeSha256,
    verifierVersion: verifierVersion(),
  });
  const measured: Measured[] = [];
  for (const { name, body } of HOSTILE_SHAPES) {
    const contenders = ([["100 KB", SMALL], ["1 MB", LARGE]] as const).map(([size, bytes]) => {
      const text = body(bytes);
      return {
        name: `${name}, ${size}`,
        role: "subject" as const,
        sample: () => {
          const started = performance.now();
          verifier.verifyBody(text, { specifier: "/sample.ts" });
          return performance.now() - started;
        },
      };
    });
    const options = quick ? { samples: 1, warmUp: 1 } : { samples: 9, warmUp: 3 };
    measured.push(...await measureInterleaved(contenders, options));
  }
  return {
    id: "B8s",
    title: "verifier on hostile shapes",
    unit: "a body, no memo",
    measured,
    counters: [],
    ratios: HOSTILE_SHAPES.map(({ name }) => ({
      of: `${name}, 1 MB`,
      over: [`${name}, 100 KB`],
      target: 11,
      gates: true as const,
    })),
    remarks: ["A shape that is refused early costs the same at every size."],
  };
}
