/** Every `*.test.tsx` of a folder through `cf test`, in shards that each have a pool of processes. */
import assert from "node:assert/strict";
import { jsonOf, runCf } from "../harness/child-process.ts";
import type { Case } from "../harness/suite.ts";

const SHARDS = 2;
/** An action of a large program on a busy machine. */
const ACTION_MS = 180_000;

interface TestedFile {
  readonly file: string;
  readonly ok: boolean;
  readonly failure: string | null;
  readonly steps: readonly unknown[];
  readonly diagnostics: readonly { readonly severity: string; readonly phase: string }[];
}

interface TestDocument {
  readonly ok: boolean;
  readonly passed: number;
  readonly failed: number;
  readonly files: readonly TestedFile[];
}

/** One case per shard. */
export function patternTestCases(directory: string): Case[] {
  return Array.from({ length: SHARDS }, (_, index): Case => {
    const shard = `${index + 1}/${SHARDS}`;
    return { name: `pattern tests ${shard}`, run: () => testShard(directory, shard) };
  });
}

async function testShard(directory: string, shard: string): Promise<string> {
  const args = ["test", directory, "--shard", shard, "--timeout", String(ACTION_MS), "--json"];
  const result = await runCf(args, { flags: ["--allow-run=deno"] });
  const { ok, passed, files } = jsonOf<TestDocument>(result);
  const failed = files.filter((file) => !file.ok).map((file) =>
    `${phaseOf(file)}: ${file.file}: ${file.failure}`
  );
  assert.deepEqual(failed, []);
  assert.ok(ok && passed > 0, `shard ${shard} tested nothing`);
  assert.equal(result.code, 0);
  return `${files.length} files, ${passed} steps`;
}

/** Where a file failed: in a phase of the compile, in its steps, or around them. */
function phaseOf({ diagnostics, steps }: TestedFile): string {
  const error = diagnostics.find(({ severity }) => severity === "error");
  return error?.phase ?? (steps.length > 0 ? "steps" : "set-up");
}
