/** The tools of a conversation: what the model is told of them, and what serves a call. */
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
import type { LlmMessage, LlmPart, LlmReply, LlmRequest, LlmTool } from "./llm-port.ts";
import type { PlacedNode } from "./node-site.ts";
import { readInputs } from "./read-inputs.ts";
import { RequestInputError, type SendContext } from "./request.ts";

/** One tool: a handler's stream, or a pattern with inputs that the model does not give. */
export interface ModelTool {
  readonly told: LlmTool;
  readonly serves:
    | { readonly kind: "stream"; readonly stream: Address }
    | { readonly kind: "pattern"; readonly pattern: PatternValue; readonly extra: Binding };
}

type Members = Readonly<Record<string, unknown>>;

/** How often the model may call tools before it has to answer. */
const MAX_ROUNDS = 20;

/** The tools that the inputs of `node` name. @throws {RequestInputError} */
export function modelTools(node: PlacedNode): ReadonlyMap<string, ModelTool> {
  const { tools } = node.bindings;
  if (tools === undefined || tools === null) return new Map();
  if (typeof tools !== "object" || isAlias(tools) || isPattern(tools)) {
    throw new RequestInputError("tools is not a record that is written in place");
  }
  return new Map(Object.entries(tools).map(([name, tool]) => [name, toolOf(node, name, tool)]));
}

function toolOf(node: PlacedNode, name: string, given: Binding): ModelTool {
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

/** `request` with what the model may call. */
export function tellTools(
  request: LlmRequest,
  tools: ReadonlyMap<string, ModelTool>,
): LlmRequest {
  if (tools.size === 0) return request;
  return {
    ...request,
    tools: Object.fromEntries([...tools].map(([name, tool]) => [name, tool.told])),
  };
}

/** What a conversation came to. */
export interface Conversation {
  /** Every message that it added; the last one is the answer. */
  readonly said: readonly LlmMessage[];
  /** The reply with that answer. */
  readonly reply: LlmReply;
}

/** Asks the model, serves the tools it calls, and asks again until it answers. */
export async function converse(
  node: PlacedNode,
  { request, tools }: {
    readonly request: LlmRequest;
    readonly tools: ReadonlyMap<string, ModelTool>;
  },
  context: SendContext,
): Promise<Conversation> {
  const said: LlmMessage[] = [];
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const messages = [...request.messages, ...said];
    context.signal.throwIfAborted();
    const reply = await node.core.ports.llm!.generate({ ...request, messages }, context);
    const { content } = reply;
    said.push({ role: "assistant", content });
    const calls = typeof content === "string"
      ? []
      : content.filter((part) => part.type === "tool-call");
    if (calls.length === 0) return { said, reply };
    const results: LlmPart[] = [];
    for (const [at, call] of calls.entries()) {
      context.signal.throwIfAborted();
      const id = `${messages.length}:${at}`;
      results.push(await resultOf(node, tools, call, { id, signal: context.signal }));
    }
    said.push({ role: "tool", content: results });
  }
  throw new Error(`The model called tools ${MAX_ROUNDS} times and gave no answer`);
}

/** One call of a tool. */
interface ToolCall {
  /** Names the call in its conversation. */
  readonly id: string;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

/** A call that fails is told to the model, which may do better. */
async function resultOf(
  node: PlacedNode,
  tools: ReadonlyMap<string, ModelTool>,
  { toolCallId, toolName, input }: LlmPart,
  call: ToolCall,
): Promise<LlmPart> {
  const named = { type: "tool-result", toolCallId, toolName };
  try {
    const tool = typeof toolName === "string" ? tools.get(toolName) : undefined;
    if (tool === undefined) throw new Error(`There is no tool ${quote(String(toolName))}`);
    const stored = convertValue(input ?? {}, { target: node.output, author: "guest" });
    const output = tool.serves.kind === "stream"
      ? await sendTo(node, tool.serves.stream, stored)
      : await runPattern(node, tool.serves, stored, call);
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
  { pattern, extra }: Extract<ModelTool["serves"], { kind: "pattern" }>,
  input: unknown,
  { id, signal }: ToolCall,
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
    await settledValue(node, result, signal);
    return await plain(node, makeLink(result));
  } finally {
    core.pieces.stop(running);
  }
}

/** Waits until what is at `result` is there and does not say that it is pending. */
async function settledValue(
  { core }: PlacedNode,
  result: Address,
  signal: AbortSignal,
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const cancel = hostCell(core.cellHost, result).sink((value) => {
    const { pending } = (value ?? {}) as { readonly pending?: unknown };
    if (value !== undefined && pending !== true) resolve();
  });
  const drop = (): void => reject(signal.reason);
  signal.addEventListener("abort", drop, { once: true });
  try {
    signal.throwIfAborted();
    await promise;
  } finally {
    signal.removeEventListener("abort", drop);
    cancel();
  }
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
