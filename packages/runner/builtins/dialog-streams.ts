/** The streams of a dialog: what serves `addMessage` and `cancelGeneration`. */
import type { JSONSchema } from "@commonfabric/api";
import type { Alias, Implementation } from "../builders/graph.ts";
import { runningAction } from "../builders/builder-host.ts";
import { unsafeTrustHostValue } from "../engine/provenance.ts";
import { builtinName, instanceKey } from "../pieces/action-identity.ts";
import { HandlerActivity } from "../pieces/handler-activity.ts";
import { nodeInputs } from "../pieces/node-inputs.ts";
import { addressCause, documentAt } from "../pieces/piece-addresses.ts";
import { RunningAction } from "../pieces/running-action.ts";
import type { BoundHandler } from "../pieces/running-piece.ts";
import type { Link } from "../types.ts";
import type { DIALOG_STREAMS } from "./answers.ts";
import type { NodeRequests } from "./node-requests.ts";
import type { PlacedNode } from "./node-site.ts";

type StreamName = (typeof DIALOG_STREAMS)[number];

interface State {
  readonly messages: { push(message: unknown): void };
}

const STATE_SCHEMA: JSONSchema = {
  type: "object",
  properties: { messages: { type: "array", items: true, asCell: ["cell"] } },
  required: ["messages"],
};

/** Has the streams of `node` served while its piece runs. */
export function bindDialogStreams(node: PlacedNode, requests: NodeRequests, messages: Link): void {
  const handlers = [
    boundTo(node, "addMessage", messages, (event, state) => {
      (state as State).messages.push(messageOf(event));
    }),
    boundTo(node, "cancelGeneration", messages, () => {
      const action = runningAction();
      if (action instanceof RunningAction) requests.cancel(action.tx);
    }),
  ];
  node.core.pieces.replaceChildren(node.piece, node.output.id, new Map(), handlers);
}

function boundTo(
  { core, piece, bindings }: PlacedNode,
  stream: StreamName,
  messages: Link,
  implementation: Implementation,
): BoundHandler {
  const { sha256 } = core.spaces;
  unsafeTrustHostValue(implementation, { reason: `serves ${stream} of a dialog` });
  const at = piece.addresses.of(bindings[stream] as Alias);
  const own = documentAt(at, { inputsOf: addressCause(at) }, sha256);
  return {
    name: builtinName(`llmDialog:${stream}`, instanceKey(sha256, piece.link, [], [at])),
    module: {
      type: "javascript",
      kind: "handler",
      implementation,
      factory: implementation,
      argumentSchema: STATE_SCHEMA,
      eventSchema: true,
    },
    activity: new HandlerActivity(),
    stream: at,
    piece,
    state: nodeInputs(own, Object.freeze({ messages }), STATE_SCHEMA),
  };
}

/** A text is a message of the user. */
function messageOf(event: unknown): unknown {
  if (typeof event === "string") return { role: "user", content: event };
  const { role = "user", content } = (event ?? {}) as { role?: unknown; content?: unknown };
  if (content === undefined) {
    throw new TypeError("addMessage expects a message: a text, or a record with content");
  }
  return { role, content };
}
