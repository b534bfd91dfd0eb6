/** A language model as a host hands it in. */
import type { JSONSchema } from "@commonfabric/api";

export type LlmContent = string | readonly LlmPart[];

/** `text`, `image`, `tool-call` and `tool-result`, as the authored types describe them. */
export interface LlmPart {
  readonly type: string;
  readonly [member: string]: unknown;
}

export interface LlmMessage {
  readonly role: "user" | "assistant" | "system" | "tool";
  readonly content: LlmContent;
}

/** What the model may ask for instead of an answer. */
export interface LlmTool {
  readonly description?: string;
  readonly inputSchema?: JSONSchema;
}

export interface LlmRequest {
  readonly messages: readonly LlmMessage[];
  readonly system?: string;
  readonly model?: string;
  readonly maxTokens?: number;
  readonly stop?: string;
  readonly mode?: "json";
  /** The reply is an object that fits. */
  readonly schema?: JSONSchema;
  readonly tools?: Readonly<Record<string, LlmTool>>;
  /** Whatever else the author wrote beside the prompt, such as `metadata` and `context`. */
  readonly options?: Readonly<Record<string, unknown>>;
}

export interface LlmReply {
  readonly content: LlmContent;
  /** The answer to a request with a schema; the JSON of `content` where it is absent. */
  readonly object?: unknown;
}

export interface LlmClient {
  /** Rejects when there is no answer. `onPartial` gets the whole text so far. */
  generate(
    request: LlmRequest,
    context: { readonly signal: AbortSignal; readonly onPartial: (text: string) => void },
  ): Promise<LlmReply>;
}
