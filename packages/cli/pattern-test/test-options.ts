/** The options of `cf test`, checked before anything runs. */
import { quote } from "@commonfabric/contract";
import { UsageError } from "../command/errors.ts";
import type { Invocation } from "../command/verb.ts";
import { parseShard, type TestSelection } from "./find-tests.ts";

export interface TestOptions {
  readonly paths: readonly string[];
  readonly selection: TestSelection;
  readonly timeoutMs: number;
  /** `undefined`: as many as there are cores. */
  readonly jobs: number | undefined;
  readonly junit: string | undefined;
  readonly bail: boolean;
  readonly changed: boolean;
  readonly watch: boolean;
}

const DEFAULT_TIMEOUT_MS = 5_000;
const MAX_TIMEOUT_MS = 86_400_000;
const MAX_JOBS = 256;

/** @throws {UsageError} */
export function readTestOptions(invocation: Invocation): TestOptions {
  const shard = invocation.option("shard");
  const watch = invocation.flag("watch");
  if (watch && invocation.flag("json")) {
    throw new UsageError("--watch and --json exclude each other: there is one document");
  }
  return {
    paths: invocation.operands,
    selection: {
      filter: invocation.option("filter"),
      shard: shard === undefined ? undefined : parseShard(shard),
    },
    timeoutMs: readNumber("timeout", "milliseconds", invocation, MAX_TIMEOUT_MS) ??
      DEFAULT_TIMEOUT_MS,
    jobs: readNumber("jobs", "a number", invocation, MAX_JOBS),
    junit: invocation.option("junit"),
    bail: invocation.flag("bail"),
    changed: invocation.flag("changed"),
    watch,
  };
}

function readNumber(
  name: string,
  what: string,
  invocation: Invocation,
  max: number,
): number | undefined {
  const text = invocation.option(name);
  if (text === undefined) return undefined;
  const value = /^[1-9][0-9]{0,8}$/.test(text) ? Number(text) : NaN;
  if (value <= max) return value;
  throw new UsageError(`--${name}: not ${what} from 1 to ${max}: ${quote(text)}`);
}
