/**
 * `generateText`, `generateObject` and `llm`: one question to a model, one answer. The first two serve
 * the tools that the model calls on the way; `llm` gives its calls to the author.
 */
import type { JSONSchema } from "@commonfabric/api";
import { LIMITS } from "@commonfabric/contract";
import { convertValue } from "../values/convert.ts";
import type { AsyncCall, InputData } from "./async-call.ts";
import { checkReply, schemaOf } from "./fetch-calls.ts";
import type { LlmReply, LlmRequest } from "./llm-port.ts";
import { modelRequest, textOfContent, toolDescriptions } from "./model-request.ts";
import { converse, type ModelTool, modelTools, tellTools } from "./model-tools.ts";
import type { PlacedNode, StoredInputs } from "./node-site.ts";
import { type Request, RequestInputError } from "./request.ts";

/** What one call adds to the request, and makes of the answer. */
interface ModelCall {
  readonly added: (inputs: InputData) => Partial<LlmRequest>;
  readonly servesTools: boolean;
  readonly result: (reply: LlmReply, request: LlmRequest) => unknown;
}

export const MODEL_CALLS: Readonly<Record<"generateText" | "generateObject" | "llm", AsyncCall>> = {
  generateText: modelCall({
    added: () => ({}),
    servesTools: true,
    result: ({ content }) => textOfContent(content),
  }),
  generateObject: modelCall({ added: objectSchema, servesTools: true, result: objectOf }),
  llm: modelCall({
    added: ({ tools }) => {
      const described = toolDescriptions(tools);
      return described === undefined ? {} : { tools: described };
    },
    servesTools: false,
    result: ({ content }) => content,
  }),
};

function modelCall({ added, servesTools, result }: ModelCall): AsyncCall {
  return {
    isAvailable: ({ core }) => core.ports.llm !== undefined,
    ...(servesTools ? { requestInputs: withoutTools } : {}),
    request: (inputs, node) => {
      const asked = modelRequest(inputs);
      if (asked === undefined) return undefined;
      const tools = servesTools ? toolsOf(node) : new Map();
      return sendToModel({ ...asked, ...added(inputs) }, tools, node, result);
    },
  };
}

/** What serves the model is no part of what it is asked. */
function withoutTools({ inputs: { tools: _tools, ...inputs } }: PlacedNode): StoredInputs {
  return inputs;
}

/** @throws {RequestInputError} for tools of running code, whose streams and patterns are no places */
function toolsOf(node: PlacedNode): ReadonlyMap<string, ModelTool> {
  const { builtin, inputs, bindings } = node;
  if (inputs.tools !== undefined && bindings.tools === undefined) {
    throw new RequestInputError(
      `${builtin}() serves tools where a pattern body calls it, not inside a computation`,
    );
  }
  return modelTools(node);
}

/** A request that stores what `result` makes of the answer. */
function sendToModel(
  asked: LlmRequest,
  tools: ReadonlyMap<string, ModelTool>,
  node: PlacedNode,
  result: ModelCall["result"],
): Request {
  const request = tellTools(asked, tools);
  return {
    key: request,
    silenceMs: LIMITS.modelSilenceMs,
    send: async (context) => {
      const reply = tools.size === 0
        ? await node.core.ports.llm!.generate(request, context)
        : (await converse(node, { request, tools }, context)).reply;
      const made = result(reply, request);
      const stored = convertValue(made, { target: node.output, author: "guest" });
      return () => ({ members: { result: stored } });
    },
  };
}

/** The object of a reply, checked. @throws {Error} with the path at which it does not fit */
function objectOf(reply: LlmReply, { schema }: LlmRequest): unknown {
  const object = reply.object === undefined ? parsedText(reply) : reply.object;
  checkReply(schema, object, "The object of the model");
  return object;
}

function parsedText({ content }: LlmReply): unknown {
  try {
    return JSON.parse(textOfContent(content));
  } catch (error) {
    throw new Error(`The reply of the model is not JSON: ${(error as Error).message}`);
  }
}

function objectSchema(inputs: InputData): { readonly schema?: JSONSchema } {
  const schema = schemaOf(inputs) ?? schemaOf({ schema: inputs.resultSchema });
  return schema === undefined ? {} : { schema };
}
