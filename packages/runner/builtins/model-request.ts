/** What model parameters ask of a language model. */
import type { JSONSchema } from "@commonfabric/api";
import type { InputData } from "./async-call.ts";
import type { LlmContent, LlmMessage, LlmRequest, LlmTool } from "./llm-port.ts";
import { RequestInputError } from "./request.ts";

const ROLES: ReadonlySet<unknown> = new Set(["user", "assistant", "system", "tool"]);
/** Parameters with a place of their own in a request. */
const NAMED: ReadonlySet<string> = new Set([
  "prompt",
  "messages",
  "system",
  "model",
  "maxTokens",
  "stop",
  "mode",
  "schema",
  "resultSchema",
  "tools",
]);

/** The request of `inputs`, or `undefined` while there is nothing to say. @throws {RequestInputError} */
export function modelRequest(inputs: InputData): LlmRequest | undefined {
  const messages = messagesOf(inputs);
  if (messages.length === 0) return undefined;
  const options = Object.entries(inputs).filter(([name]) => !NAMED.has(name));
  return {
    messages,
    ...textMember(inputs, "system"),
    ...textMember(inputs, "model"),
    ...textMember(inputs, "stop"),
    ...(typeof inputs.maxTokens === "number" ? { maxTokens: inputs.maxTokens } : {}),
    ...(inputs.mode === "json" ? { mode: "json" as const } : {}),
    ...(options.length === 0 ? {} : { options: Object.fromEntries(options) }),
  };
}

/** The text of a content: images and calls of tools are none. */
export function textOfContent(content: LlmContent): string {
  if (typeof content === "string") return content;
  return content.map((part) =>
    part.type === "text" && typeof part.text === "string" ? part.text : ""
  )
    .join("");
}

/** What the model is told of tools; what serves them stays here. @throws {RequestInputError} */
export function toolDescriptions(tools: unknown): Readonly<Record<string, LlmTool>> | undefined {
  if (tools === undefined || tools === null) return undefined;
  const entries = Object.entries(recordOf(tools, "tools")).map(([name, tool]) => {
    const { description, inputSchema } = recordOf(tool, `tool ${name}`);
    return [name, {
      ...(typeof description === "string" ? { description } : {}),
      ...(inputSchema === undefined ? {} : { inputSchema: inputSchema as JSONSchema }),
    }] as const;
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function messagesOf({ prompt, messages }: InputData): readonly LlmMessage[] {
  if (messages !== undefined && messages !== null) {
    if (!Array.isArray(messages)) throw new RequestInputError("messages is not a list");
    return messages.map(messageFrom);
  }
  if (prompt === undefined || prompt === null || prompt === "") return [];
  const content = contentFrom(prompt, "The prompt");
  return content.length === 0 ? [] : [{ role: "user", content }];
}

function messageFrom(value: unknown, at: number): LlmMessage {
  const { role, content } = recordOf(value, `messages[${at}]`);
  if (!ROLES.has(role)) throw new RequestInputError(`messages[${at}] has no role`);
  return {
    role: role as LlmMessage["role"],
    content: contentFrom(content, `The content of messages[${at}]`),
  };
}

function contentFrom(value: unknown, what: string): LlmContent {
  const isParts = Array.isArray(value) &&
    value.every((part: unknown) =>
      typeof part === "object" && part !== null &&
      typeof (part as { type?: unknown }).type === "string"
    );
  if (typeof value === "string" || isParts) return value as LlmContent;
  throw new RequestInputError(`${what} is neither a text nor a list of parts`);
}

function textMember<Name extends "system" | "model" | "stop">(
  inputs: InputData,
  name: Name,
): Partial<Record<Name, string>> {
  const value = inputs[name];
  if (value === undefined || value === null || value === "") return {};
  if (typeof value !== "string") throw new RequestInputError(`${name} is not a text`);
  return { [name]: value } as Record<Name, string>;
}

function recordOf(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return value as Readonly<Record<string, unknown>>;
  }
  throw new RequestInputError(`${what} is not a record`);
}
