/** A language model whose answers the test gives, one by one and when it wants to. */
import type { LlmClient, LlmReply, LlmRequest } from "../../builtins/llm-port.ts";

/** A request that waits for its answer. */
export interface AskedModel {
  readonly request: LlmRequest;
  readonly isAborted: boolean;
  partial(text: string): void;
  reply(reply: LlmReply | string): void;
  fail(message: string): void;
}

export class FakeModel implements LlmClient {
  readonly asked: AskedModel[] = [];

  generate(
    request: LlmRequest,
    { signal, onPartial }: Parameters<LlmClient["generate"]>[1],
  ): Promise<LlmReply> {
    return new Promise((resolve, reject) => {
      this.asked.push({
        request,
        get isAborted() {
          return signal.aborted;
        },
        partial: onPartial,
        reply: (reply) => resolve(typeof reply === "string" ? { content: reply } : reply),
        fail: (message) => reject(new Error(message)),
      });
    });
  }

  /** The newest request. */
  get last(): AskedModel {
    return this.asked.at(-1)!;
  }
}
