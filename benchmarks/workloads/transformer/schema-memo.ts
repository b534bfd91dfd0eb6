/** T5: every schema that the sample patterns ask for, with the generator's memo and without it. */
import ts from "typescript";
import { analyze } from "@commonfabric/ts-transformers";
import {
  type GeneratedSchema,
  projectionKey,
  SchemaGenerator,
} from "@commonfabric/schema-generator";
import { floorLibraries } from "../../floors/type-libraries.ts";
import { FLOOR_OPTIONS, FloorHost } from "../../floors/typescript-host.ts";
import { Agreement } from "../../harness/agreement.ts";
import type { Benchmark, BenchmarkReport, BenchmarkSettings } from "../../harness/benchmark.ts";
import { measureInterleaved } from "../../harness/contender.ts";
import { cpuTimed } from "../../harness/cpu-clock-powers.ts";
import { repeatCall, type SchemaCall, withSchemaCalls } from "../../harness/schema-calls.ts";
import { patternFiles } from "../../samples/pattern-files-powers.ts";

export const schemaMemo: Benchmark = { id: "T5", run };

async function run({ quick }: BenchmarkSettings): Promise<BenchmarkReport> {
  const files = patternFiles();
  const libraries = floorLibraries();
  const program = ts.createProgram({
    rootNames: [...files.keys(), ...libraries.keys()],
    options: FLOOR_OPTIONS,
    host: new FloorHost(files, libraries),
  });
  const sources = [...files.keys()].map((path) => program.getSourceFile(path)!);
  const calls = callsOf(() => analyze(program, sources));
  if (calls.length === 0) throw new Error("The analysis asked for no schema.");
  const agreement = new Agreement();
  let made = 0;
  let madeAlone = 0;
  const measured = await measureInterleaved([
    {
      name: "with memo",
      role: "subject",
      sample: () => {
        const generator = new SchemaGenerator(program);
        const { ms, result } = cpuTimed(() => calls.map((call) => repeatCall(generator, call)));
        made = generator.made;
        agreement.prove("with memo", "schemas", result.map(({ schema }) => schema));
        return ms;
      },
    },
    {
      name: "memo cleared before each",
      role: "baseline",
      sample: () => {
        const generator = new SchemaGenerator(program);
        const { ms, result } = cpuTimed(() =>
          calls.map((call) => {
            generator.clearMemo();
            return repeatCall(generator, call);
          })
        );
        madeAlone = generator.made;
        agreement.prove("memo cleared", "schemas", result.map(({ schema }) => schema));
        return ms;
      },
    },
  ], { samples: quick ? 1 : 40, warmUp: quick ? 0 : 10 });
  const generator = new SchemaGenerator(program);
  const schemas = calls.map((call) => repeatCall(generator, call));
  return {
    id: "T5",
    title: "all schemas of ten sample patterns",
    unit: "CPU of all requests of one compile, types resolved before",
    measured,
    counters: [
      {
        name: "schema objects beyond one per (type, projection)",
        expected: 0,
        actual: extraObjects(calls, schemas),
      },
    ],
    ratios: [
      { of: "with memo", over: ["memo cleared before each"], target: 0.5, gates: true },
    ],
    remarks: [
      `${calls.length} requests make ${made} schema positions, ${madeAlone} without memory.`,
    ],
  };
}

/** What is asked of schema generators while `work` runs. */
function callsOf(work: () => void): readonly SchemaCall[] {
  const calls: SchemaCall[] = [];
  withSchemaCalls((call, make) => {
    calls.push(call);
    return make();
  }, work);
  return calls;
}

/** Requests that are the same but for the place of their report must share one schema object. */
function extraObjects(
  calls: readonly SchemaCall[],
  schemas: readonly GeneratedSchema[],
): number {
  const known = new Map<ts.Type, Map<string, Set<unknown>>>();
  calls.forEach(({ kind, request }, index) => {
    // A composition is of several types; what is written at a place is part of the question there.
    if (kind === "compose" || request.typeNode !== undefined) return;
    const byKey = known.get(request.type) ?? new Map<string, Set<unknown>>();
    known.set(request.type, byKey);
    const { mode = "full", boundary = false, widen = false } = request;
    const key = `${mode} ${boundary} ${widen} ${projectionKey(request.projection)}`;
    const { schema } = schemas[index]!;
    if (typeof schema === "object") byKey.set(key, (byKey.get(key) ?? new Set()).add(schema));
  });
  const sets = [...known.values()].flatMap((byKey) => [...byKey.values()]);
  return sets.reduce((sum, { size }) => sum + size - 1, 0);
}
