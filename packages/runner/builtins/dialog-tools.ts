/** The tools of a dialog: what the model is told of them, and what serves a call. */
import type { JSONSchema, JSONSchemaObject } from "@commonfabric/api";
import { quote } from "@commonfabric/contract";
import { isPattern } from "../builders/artifact.ts";
import { type Alias, type Binding, isAlias, type PatternValue } from "../builders/graph.ts";
import { hostCell } from "../cells/handles.ts";
import { makeLink } from "../links/sigil.ts";
import { storedBinding } from "../pieces/bindings.ts";
import { addressCause, documentAt } from "../pieces/piece-addresses.ts";
import { readerOf } from "../pieces/read-binding.ts";
import { setupPiece } from "../pieces/setup.ts";
import { editWithRetry } from "../transactions/edit-with-retry.ts";
import { RunnerTransaction } from "../transactions/transaction.ts";
import type { Address } from "../types.ts";
import { convertValue } from "../values/convert.ts";
import { messageOf } from "./active-request.ts";
import type { LlmMessage, LlmPart, LlmRequest, LlmTool } from "./llm-port.ts";
import type { PlacedNode } from "./node-site.ts";
import { readInputs } from "./read-inputs.ts";
import { RequestInputError, type SendContext } from "./request.ts";

/** One tool: a handler's stream, or a pattern with inputs that the model does not give. */
export interface DialogTool {
  readonly told: LlmTool;
  readonly serves:
    | { readonly kind: "stream"; readonly stream: Address }
    | { readonly kind: "pattern"; readonly pattern: PatternValue; readonly extra: Binding };
}

type Members = Readonly<Record<string, unknown>>;

/** How often the model may call tools before it has to answer. */
const MAX_ROUNDS = 20;

/** The tools that the inputs of `node` name. @throws {RequestInputError} */
export function dialogTools(node: PlacedNode): ReadonlyMap<string, DialogTool> {
  const { tools } = node.bindings;
  if (tools === undefined || tools === null) return new Map();
  if (typeof tools !== "object" || isAlias(tools) || isPattern(tools)) {
    throw new RequestInputError("tools is not a record that is written in place");
  }
  return new Map(Object.entries(tools).map(([name, tool]) => [name, toolOf(node, name, tool)]));
}

function toolOf(node: PlacedNode, name: string, given: Binding): DialogTool {
  const { description, inputSchema, handler, pattern, extraParams }: Members = isPattern(given)
    ? { pattern: given }
    : isAlias(given)
    ? { handler: given }
    : given as Members;
  const about = typeof description === "string" ? { description } : {};
  const schema = inputSchema as JSONSchema | undefined;
  if (isPattern(pattern)) {
    const asked = schema ?? withoutMembers(pattern.argumentSchema, extraParams);
    return {
      told: { ...about, inputSchema: asked },
      serves: { kind: "pattern", pattern, extra: extraParams ?? Object.freeze({}) },
    };
  }
  if (!isAlias(handler)) {
    throw new RequestInputError(`The tool ${quote(name)} is neither a stream nor a pattern`);
  }
  const stream = node.piece.addresses.of(handler as Alias);
  const asked = schema ?? node.core.pieces.handlerOf(stream)?.module.eventSchema;
  return {
    told: { ...about, ...(asked === undefined ? {} : { inputSchema: asked }) },
    serves: { kind: "stream", stream },
  };
}

/** What is bound already is not for the model to give. */
function withoutMembers(schema: JSONSchema, extra: unknown): JSONSchema {
  if (typeof schema !== "object" || typeof extra !== "object" || extra === null) return schema;
  const isOpen = (name: string) => !Object.hasOwn(extra, name);
  const { properties, required, ...rest }: JSONSchemaObject = schema;
  return {
    ...rest,
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).filter(([name]) => isOpen(name))),
    }),
    ...(required && { required: required.filter(isOpen) }),
  };
}

/**
 * Asks the model, serves the tools it calls, and asks again until it answers. Gives every message
 * that this adds to the conversation; the last one is the answer.
 */
export async function converse(
  node: PlacedNode,
  { request, tools }: {
    readonly request: LlmRequest;
    readonly tools: ReadonlyMap<string, DialogTool>;
  },
  context: SendContext,
): Promise<readonly LlmMessage[]> {
  const said: LlmMessage[] = [];
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const messages = [...request.messages, ...said];
    context.signal.throwIfAborted();
    const { content } = await node.core.ports.llm!.generate({ ...request, messages }, context);
    said.push({ role: "assistant", content });
    const calls = typeof content === "string"
      ? []
      : content.filter((part) => part.type === "tool-call");
    if (calls.length === 0) return said;
    const results: LlmPart[] = [];
    for (const [at, call] of calls.entries()) {
      context.signal.throwIfAborted();
      results.push(await resultOf(node, tools, call, `${messages.length}:${at}`));
    }
    said.push({ role: "tool", content: results });
  }
  throw new Error(`The model called tools ${MAX_ROUNDS} times and gave no answer`);
}

/** A call that fails is told to the model, which may do better. */
async function resultOf(
  node: PlacedNode,
  tools: ReadonlyMap<string, DialogTool>,
  { toolCallId, toolName, input }: LlmPart,
  id: string,
): Promise<LlmPart> {
  const named = { type: "tool-result", toolCallId, toolName };
  try {
    const tool = typeof toolName === "string" ? tools.get(toolName) : undefined;
    if (tool === undefined) throw new Error(`There is no tool ${quote(String(toolName))}`);
    const stored = convertValue(input ?? {}, { target: node.output, author: "guest" });
    const output = tool.serves.kind === "stream"
      ? await sendTo(node, tool.serves.stream, stored)
      : await runPattern(node, tool.serves, stored, id);
    return { ...named, output: output ?? null };
  } catch (error) {
    return { ...named, output: { error: messageOf(error) } };
  }
}

async function sendTo(node: PlacedNode, stream: Address, event: unknown): Promise<unknown> {
  const outcome = await node.core.dispatch(stream, event);
  if (outcome.status === "failed") throw outcome.error;
  return await plain(node, outcome.result);
}

/** Runs a pattern for one call: until it is not pending, and no longer. */
async function runPattern(
  node: PlacedNode,
  { pattern, extra }: Extract<DialogTool["serves"], { kind: "pattern" }>,
  input: unknown,
  id: string,
): Promise<unknown> {
  const { core, piece, output } = node;
  const result = documentAt(output, { toolCall: addressCause(output), id }, core.spaces.sha256);
  const bound = storedBinding(extra, piece.addresses, () => undefined) as object;
  const argument = Object.freeze({ ...input as object, ...bound });
  const depth = piece.depth + 1;
  await core.spaces.load([result]);
  await editWithRetry(core.spaces, (tx) => {
    const request = { pattern, argument, use: "values" as const, result, depth };
    setupPiece(tx, request, core.setup);
  });
  if (!piece.isRunning) throw new Error("The piece of the dialog was stopped");
  const ref = core.setup.source.getArtifactEntryRef(pattern);
  const running = core.pieces.instantiate(pattern, result, { ref, parent: piece });
  try {
    await settledValue(node, result);
    return await plain(node, makeLink(result));
  } finally {
    core.pieces.stop(running);
  }
}

/** Waits until what is at `result` is there and does not say that it is pending. */
function settledValue({ core }: PlacedNode, result: Address): Promise<void> {
  return new Promise((resolve) => {
    let cancel = () => {};
    let isDone = false;
    cancel = hostCell(core.cellHost, result).sink((value) => {
      const { pending } = (value ?? {}) as { readonly pending?: unknown };
      if (value === undefined || pending === true || isDone) return;
      isDone = true;
      queueMicrotask(() => cancel());
      resolve();
    });
  });
}

/** The data behind a stored tree. */
async function plain({ core, piece }: PlacedNode, stored: unknown): Promise<unknown> {
  for (;;) {
    const tx = new RunnerTransaction(core.spaces, { onMissing: "suspend" });
    try {
      return readInputs(readerOf(core, tx), stored, piece.link);
    } catch (error) {
      if (!tx.isSuspended) throw error;
      await core.spaces.load(tx.missing);
    } finally {
      tx.abort();
    }
  }
}
