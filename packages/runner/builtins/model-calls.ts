/** `generateText`, `generateObject` and `llm`: one request to a model, one answer. */
import type { JSONSchema } from "@commonfabric/api";
import { LIMITS } from "@commonfabric/contract";
import { convertValue } from "../values/convert.ts";
import type { AsyncCall, InputData } from "./async-call.ts";
import { checkReply, schemaOf } from "./fetch-calls.ts";
import type { LlmReply, LlmRequest } from "./llm-port.ts";
import { modelRequest, textOfContent, toolDescriptions } from "./model-request.ts";
import type { PlacedNode } from "./node-site.ts";
import { type Request, RequestInputError } from "./request.ts";

/** What one call adds to the request, and makes of the answer. */
interface ModelCall {
  readonly added: (inputs: InputData) => Partial<LlmRequest>;
  readonly result: (reply: LlmReply, request: LlmRequest) => unknown;
}

export const MODEL_CALLS: Readonly<Record<"generateText" | "generateObject" | "llm", AsyncCall>> = {
  generateText: modelCall({
    added: withoutTools("generateText"),
    result: ({ content }) => textOfContent(content),
  }),
  generateObject: modelCall({
    added: (inputs) => ({ ...withoutTools("generateObject")(inputs), ...objectSchema(inputs) }),
    result: objectOf,
  }),
  llm: modelCall({
    added: ({ tools }) => {
      const described = toolDescriptions(tools);
      return described === undefined ? {} : { tools: described };
    },
    result: ({ content }) => content,
  }),
};

function modelCall({ added, result }: ModelCall): AsyncCall {
  return {
    isAvailable: ({ core }) => core.ports.llm !== undefined,
    request: (inputs, node) => {
      const asked = modelRequest(inputs);
      if (asked === undefined) return undefined;
      return sendToModel({ ...asked, ...added(inputs) }, node, result);
    },
  };
}

/** A request that stores what `result` makes of the answer. */
function sendToModel(
  request: LlmRequest,
  { core, output }: PlacedNode,
  result: ModelCall["result"],
): Request {
  return {
    key: request,
    silenceMs: LIMITS.modelSilenceMs,
    send: async (context) => {
      const reply = await core.ports.llm!.generate(request, context);
      const made = result(reply, request);
      const stored = convertValue(made, { target: output, author: "guest" });
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

function withoutTools(name: string): ModelCall["added"] {
  return ({ tools }) => {
    if (toolDescriptions(tools) === undefined) return {};
    throw new RequestInputError(`${name}() calls no tools: give them to llmDialog()`);
  };
}
