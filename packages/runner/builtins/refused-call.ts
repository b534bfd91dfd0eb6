/** Why running code gets no answer of a built-in: its host has none, or other code has to ask. */
import { elsewhereMessage, unavailableMessage } from "../builders/errors.ts";
import type { RuntimeCallName } from "../builders/graph.ts";
import type { RuntimeCore } from "../pieces/runtime-core.ts";
import { ASYNC_CALLS, isAsyncCall } from "./async-calls.ts";

const ASK_IN_BODY = "call it in the body of a pattern and read its answer here";
const FETCH_HERE = "call it in the body of a pattern, or use fetch() here";

/** The message of the answer. */
export function refusedCall(
  core: RuntimeCore,
  name: RuntimeCallName,
  kind: "computation" | "handler",
): string {
  if (!isAvailable(core, name)) return unavailableMessage(name);
  const isFetch = kind === "handler" && name.startsWith("fetch");
  return elsewhereMessage(name, kind, isFetch ? FETCH_HERE : ASK_IN_BODY);
}

function isAvailable(core: RuntimeCore, name: RuntimeCallName): boolean {
  if (name === "llmDialog") return core.ports.llm !== undefined;
  return !isAsyncCall(name) || ASYNC_CALLS[name].isAvailable({ core });
}
