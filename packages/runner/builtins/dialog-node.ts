/**
 * `llmDialog`: a conversation. The list of messages is the state; the model is asked whenever its
 * last message waits for an answer, and what it says is appended in the commit that settles.
 *
 *     addMessage ──> messages ──> last one of the user? ──> ask ──> messages + answer
 *                                        ^                   │
 *                                        └── calls of tools ─┘   cancelGeneration: drop the request
 */
import { LIMITS } from "@commonfabric/contract";
import type { Alias } from "../builders/graph.ts";
import { followLink } from "../links/resolve.ts";
import { isLink, makeLink } from "../links/sigil.ts";
import { addressCause, documentAt } from "../pieces/piece-addresses.ts";
import { readerOf } from "../pieces/read-binding.ts";
import type { ComputationNode, ComputationSpec } from "../scheduler/node.ts";
import type { RunnerTransaction } from "../transactions/transaction.ts";
import type { Address, Link } from "../types.ts";
import { convertValue } from "../values/convert.ts";
import { DIALOG_STREAMS } from "./answers.ts";
import type { AsyncCall, InputData } from "./async-call.ts";
import { ownRequestsNode } from "./async-node.ts";
import { bindDialogStreams } from "./dialog-streams.ts";
import { converse, modelTools, tellTools } from "./model-tools.ts";
import type { LlmMessage } from "./llm-port.ts";
import { modelRequest } from "./model-request.ts";
import { NodeRequests } from "./node-requests.ts";
import { type NodeSite, type PlacedNode, placedNode, type StoredInputs } from "./node-site.ts";
import type { Request } from "./request.ts";
import type { Members } from "./request-state.ts";

const DIALOG_CALL: AsyncCall = {
  isAvailable: ({ core }) => core.ports.llm !== undefined,
  requestInputs,
  prepare: stageMessages,
  request: dialogRequest,
  idleMembers: lastAnswer,
  members: streamMembers,
};

/** The computation of a dialog. It changes its messages, so it has demand while its piece runs. */
export function dialogNode(site: NodeSite): readonly ComputationSpec[] {
  const node = placedNode(site);
  const requests = new NodeRequests(node, DIALOG_CALL);
  bindDialogStreams(node, requests, messagesLink(node));
  return [{ ...ownRequestsNode(node, requests), isSideWriter: true }];
}

function dialogRequest(inputs: InputData, node: PlacedNode): Request | undefined {
  const asked = modelRequest({ ...inputs, messages: inputs.messages ?? [] });
  const last = asked?.messages.at(-1);
  if (asked === undefined || last === undefined || last.role === "assistant") return undefined;
  const tools = modelTools(node);
  const request = tellTools(asked, tools);
  return {
    key: request,
    silenceMs: LIMITS.modelSilenceMs,
    send: async (context) => {
      const { said } = await converse(node, { request, tools }, context);
      const target = { space: node.output.space };
      const stored = said.map((message) => convertValue(message, { target, author: "guest" }));
      return (tx) => {
        appendMessages(tx, node, stored);
        // The list is its own input: whether it waits for more is decided by another run.
        tx.postCommit(() => node.core.scheduler.invalidate(tx.source as ComputationNode));
        return { members: answerOf(stored.at(-1) as LlmMessage) };
      };
    },
  };
}

function lastAnswer({ messages }: InputData): Members {
  const last = Array.isArray(messages) ? messages.at(-1) as LlmMessage | undefined : undefined;
  return last?.role === "assistant" ? answerOf(last) : {};
}

function answerOf({ content }: LlmMessage): Members {
  return { result: content };
}

function appendMessages(tx: RunnerTransaction, node: PlacedNode, messages: readonly unknown[]) {
  const { address } = followLink(
    readerOf(node.core, tx),
    messagesLink(node),
    node.piece.link,
    "all",
  );
  tx.apply(address, { part: "value", path: address.path, kind: "push", values: messages });
}

/** Streams and tools are no part of what the model is asked. */
function requestInputs(node: PlacedNode): StoredInputs {
  const { addMessage: _add, cancelGeneration: _cancel, tools: _tools, ...inputs } = node.inputs;
  return { ...inputs, messages: messagesLink(node) };
}

/** Messages that the author wrote in place are state of the instance. */
function messagesLink({ core, inputs, output }: PlacedNode): Link {
  if (isLink(inputs.messages)) return inputs.messages;
  return makeLink(ownMessages(core.spaces.sha256, output)) as unknown as Link;
}

function ownMessages(
  sha256: PlacedNode["core"]["spaces"]["sha256"],
  output: Address,
): Address {
  return documentAt(output, { messagesOf: addressCause(output) }, sha256);
}

function stageMessages(tx: RunnerTransaction, { core, inputs, output }: PlacedNode): void {
  const { messages } = inputs;
  if (isLink(messages)) return;
  const address = ownMessages(core.spaces.sha256, output);
  if (tx.document(address)?.value !== undefined) return;
  const value = Array.isArray(messages) ? messages : Object.freeze([]);
  tx.apply(address, { part: "value", path: [], kind: "write", value });
}

function streamMembers({ piece, bindings, output }: PlacedNode): Members {
  return Object.fromEntries(
    DIALOG_STREAMS.map((
      member,
    ) => [member, makeLink(piece.addresses.of(bindings[member] as Alias), { from: output.space })]),
  );
}
