/** The asynchronous built-ins that need nothing but their inputs, by name. */
import type { AsyncCallName, BuiltinName } from "../builders/graph.ts";
import type { AsyncCall } from "./async-call.ts";
import { COMPILE_CALL } from "./compile-call.ts";
import { FETCH_CALLS } from "./fetch-calls.ts";
import { MODEL_CALLS } from "./model-calls.ts";
import { PROGRAM_CALL } from "./program-call.ts";
import { STREAM_CALL } from "./stream-call.ts";

/** Whether `name` is one of them. */
export function isAsyncCall(name: BuiltinName): name is AsyncCallName {
  return Object.hasOwn(ASYNC_CALLS, name);
}

export const ASYNC_CALLS: Readonly<Record<AsyncCallName, AsyncCall>> = {
  ...FETCH_CALLS,
  ...MODEL_CALLS,
  compileAndRun: COMPILE_CALL,
  fetchProgram: PROGRAM_CALL,
  streamData: STREAM_CALL,
};
