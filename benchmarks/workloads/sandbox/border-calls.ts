/** B11: calls of an exported function from outside, and reads of globals inside pattern code. */
import { fileURLToPath } from "node:url";
import { hostTable } from "@commonfabric/api";
import { nodeSha256 } from "@commonfabric/canonical";
import { moduleRecordKey } from "@commonfabric/contract";
import {
  compileSourcesToRecords,
  loadModuleGraph,
  makeModuleVerifier,
  makeSandboxGlobals,
  SESRuntime,
  verifyBody,
  verifyRecordGraph,
} from "@commonfabric/runner";
import { verifierVersion } from "@commonfabric/sandbox-verifier";
import { Agreement } from "../../harness/agreement.ts";
import type { Benchmark, BenchmarkReport, BenchmarkSettings } from "../../harness/benchmark.ts";
import { type Contender, measureInterleaved } from "../../harness/contender.ts";
import { nodePeer, PeerProcess } from "../../harness/peer-process-powers.ts";
import { ensurePeers } from "../../harness/peers-powers.ts";
import { BORDER_BODY, type BorderCalls, callOften } from "../../samples/border-body.ts";

const TIMES = 1_000_000;
const FLOOR = fileURLToPath(new URL("../../processes/native-calls.ts", import.meta.url));

export const borderCalls: Benchmark = { id: "B11", run, timesOnly: true };

async function run(settings: BenchmarkSettings): Promise<BenchmarkReport> {
  const agreement = new Agreement();
  const inside = sandboxed();
  const native = new PeerProcess(() => "deno", ["run", "--no-check", "--quiet", FLOOR]);
  const border = new SESRuntime();
  const peer = nodePeer("isolated-vm-calls.js", ["--no-node-snapshot"]);
  const timed = (
    name: string,
    role: Contender["role"],
    work: () => number,
  ): Contender => ({
    name,
    role,
    sample: () => {
      const started = performance.now();
      const result = work();
      const ms = performance.now() - started;
      agreement.prove(name, "a million", result);
      return ms;
    },
  });
  const floor = (name: string, what: "call" | "globals"): Contender => ({
    name,
    role: "floor",
    sample: async () => {
      const { ms, result } = await native.ask({ what, times: TIMES });
      agreement.prove(name, "a million", result);
      return ms;
    },
  });
  const measured = await measureInterleaved([
    timed("call", "subject", () => callOften(inside.step, TIMES)),
    floor("native call", "call"),
    timed("two globals", "subject", () => inside.readGlobals(TIMES)),
    floor("two native globals", "globals"),
    timed("call through exec", "baseline", () => execOften(border, inside.step)),
    {
      name: "isolated-vm",
      role: "peer",
      caveat: "an isolate of its own; a tenth of the calls, times ten",
      sample: async () => {
        await ensurePeers(settings);
        const { ms, result } = await peer.ask({ times: TIMES / 10 });
        agreement.prove("isolated-vm", "a million", (result as number) * 10);
        return ms * 10;
      },
    },
  ], { samples: settings.quick ? 5 : 40, warmUp: settings.quick ? 2 : 10 });
  await peer.stop();
  await native.stop();
  return {
    id: "B11",
    title: "border calls and globals",
    unit: "a million times",
    measured,
    counters: [],
    ratios: [
      { of: "call", over: ["native call"], target: 1.3, gates: true },
      { of: "two globals", over: ["two native globals"], target: 1.3, gates: true },
      { of: "call through exec", over: ["native call"] },
      { of: "call", over: ["isolated-vm"] },
    ],
    remarks: ["`exec` maps what is thrown; a call that throws nothing pays for the frame alone."],
  };
}

/** A loop of its own: V8 inlines a call where one function alone was ever called. */
function execOften(border: SESRuntime, step: BorderCalls["step"]): number {
  let value = 0;
  for (let i = 0; i < TIMES; i++) value = border.exec(() => step(value));
  return value;
}

/** The body's exports, loaded as every module is. */
function sandboxed(): BorderCalls {
  const verifier = makeModuleVerifier({
    policy: { hosts: hostTable },
    sha256: nodeSha256,
    verifierVersion: verifierVersion(),
  });
  const identity = "border".padEnd(42, "-") + "A";
  const entry = moduleRecordKey(identity);
  const verdict = verifyBody(verifier, BORDER_BODY, { specifier: entry, declaredImports: [] });
  if (!verdict.ok) throw verifier.rejectionError(verdict, entry, "/border.ts");
  const records = compileSourcesToRecords(
    [{
      identity,
      path: "/border.ts",
      kind: "code",
      edges: [],
      compiled: { body: BORDER_BODY, verdict },
    }],
    new Map(),
    (surfaces) => verifier.resolveExports(surfaces),
  );
  const { graph } = verifyRecordGraph(records, entry, verifier);
  const globals = makeSandboxGlobals();
  return loadModuleGraph(entry, graph, { globals, name: "benchmark" })
    .namespace as unknown as BorderCalls;
}
