/** `--timeout MS`: how long a command waits for guest code. */
import { quote } from "@commonfabric/contract";
import { UsageError } from "./errors.ts";

const DEFAULT_TIMEOUT_MS = 5_000;
const MAX_TIMEOUT_MS = 86_400_000;

/** Milliseconds; 5,000 without the option. @throws {UsageError} */
export function readTimeout(text: string | undefined): number {
  if (text === undefined) return DEFAULT_TIMEOUT_MS;
  const timeoutMs = /^[1-9][0-9]{0,8}$/.test(text) ? Number(text) : NaN;
  if (!(timeoutMs <= MAX_TIMEOUT_MS)) {
    throw new UsageError(`--timeout: not milliseconds from 1 to ${MAX_TIMEOUT_MS}: ${quote(text)}`);
  }
  return timeoutMs;
}
