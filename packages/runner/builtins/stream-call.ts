/**
 * `streamData`: a reply that arrives value by value. Server-sent events give one JSON value per
 * event, other replies one per line; a reply of type `application/json` is one value.
 *
 *     {"n":1}\n{"n":2}\n      partial {n: 1}, partial {n: 2}, result {n: 2}
 */
import type { JSONSchema } from "@commonfabric/api";
import { LIMITS } from "@commonfabric/contract";
import { convertValue } from "../values/convert.ts";
import type { AsyncCall } from "./async-call.ts";
import { checkReply, schemaOf } from "./fetch-calls.ts";
import { fetchRequest, type ReplyReader } from "./fetch-request.ts";

export const STREAM_CALL: AsyncCall = {
  isAvailable: ({ core }) => core.ports.fetch !== undefined,
  request: (inputs, node) => {
    const schema = schemaOf(inputs);
    return fetchRequest(inputs, node, {
      read: valueReader(schema),
      key: schema,
      stored: (result) => convertValue(result, { target: node.output, author: "guest" }),
    });
  },
};

function valueReader(schema: JSONSchema | undefined): ReplyReader {
  return async (response, { url, onPartial }) => {
    let latest: unknown;
    const take = (text: string): void => {
      if (text.trim() === "") return;
      latest = parsed(text, url);
      checkReply(schema, latest, `A value of ${url}`);
      onPartial(latest);
    };
    const type = (response.headers.get("content-type") ?? "").toLowerCase();
    if (type.startsWith("application/json")) take(await response.text());
    else if (type.startsWith("text/event-stream")) await readEvents(response, url, take);
    else for await (const line of linesOf(response, url)) take(line);
    return latest;
  };
}

/** An event is the lines up to an empty one; its data are the values of its `data` fields. */
async function readEvents(
  response: Response,
  url: string,
  take: (data: string) => void,
): Promise<void> {
  let data: string[] = [];
  for await (const line of linesOf(response, url)) {
    if (line === "") {
      take(data.join("\n"));
      data = [];
    } else if (line.startsWith("data:")) {
      data.push(line.slice("data:".length).replace(/^ /, ""));
    }
  }
  take(data.join("\n"));
}

/** The lines of a reply, as they arrive. @throws {Error} for a line that no value may be as long as */
async function* linesOf(response: Response, url: string): AsyncIterable<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of response.body ?? []) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop()!;
    if (rest.length > LIMITS.stringBytes) throw new Error(`A value of ${url} is too long`);
    for (const line of lines) yield withoutReturn(line);
  }
  const last = rest + decoder.decode();
  if (last !== "") yield withoutReturn(last);
}

function withoutReturn(line: string): string {
  return line.endsWith("\r") ? line.slice(0, -1) : line;
}

function parsed(text: string, url: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`A value of ${url} is not JSON: ${(error as Error).message}`);
  }
}
