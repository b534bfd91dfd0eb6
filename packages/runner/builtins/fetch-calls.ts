/** `fetchJson`, `fetchJsonUnchecked`, `fetchText`, `fetchBinary`: one request, one reply. */
import type { JSONSchema } from "@commonfabric/api";
import { quote } from "@commonfabric/contract";
import { validateAgainst } from "../schemas/validate.ts";
import { convertValue } from "../values/convert.ts";
import type { AsyncCall, InputData } from "./async-call.ts";
import { fetchRequest, type ReplyReader } from "./fetch-request.ts";

/** The calls by name; each needs the fetch port. */
export const FETCH_CALLS: Readonly<
  Record<"fetchJson" | "fetchJsonUnchecked" | "fetchText" | "fetchBinary", AsyncCall>
> = {
  fetchJson: fetchCall(jsonReader, true),
  fetchJsonUnchecked: fetchCall(() => readJson),
  fetchText: fetchCall(() => (response) => response.text()),
  fetchBinary: fetchCall(() => readBytes),
};

/** `reader` is made from the schema that the compiler, or the author, put beside the URL. */
function fetchCall(
  reader: (schema: JSONSchema | undefined) => ReplyReader,
  isChecked = false,
): AsyncCall {
  return {
    isAvailable: ({ core }) => core.ports.fetch !== undefined,
    request: (inputs, node) => {
      const schema = isChecked ? schemaOf(inputs) : undefined;
      return fetchRequest(inputs, node, {
        read: reader(schema),
        key: schema,
        stored: (result) => convertValue(result, { target: node.output, author: "guest" }),
      });
    },
  };
}

function jsonReader(schema: JSONSchema | undefined): ReplyReader {
  return async (response, context) => {
    const value = await readJson(response, context);
    checkReply(schema, value, `The reply of ${context.url}`);
    return value;
  };
}

const readJson: ReplyReader = async (response, { url }) => {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`The reply of ${url} is not JSON: ${(error as Error).message}`);
  }
};

const readBytes: ReplyReader = async (response) => ({
  bytes: new Uint8Array(await response.arrayBuffer()),
  mediaType: (response.headers.get("content-type") ?? "").split(";")[0]!.trim().toLowerCase(),
});

/** The schema that stands among the inputs of a call. */
export function schemaOf({ schema }: InputData): JSONSchema | undefined {
  return typeof schema === "object" && schema !== null || typeof schema === "boolean"
    ? schema as JSONSchema
    : undefined;
}

/** @throws {Error} with the first path at which `value` does not fit */
export function checkReply(schema: JSONSchema | undefined, value: unknown, what: string): void {
  const checked = validateAgainst(schema, value);
  if (checked.ok) return;
  const path = checked.path.length === 0 ? "its root" : quote(checked.path.join("."));
  throw new Error(`${what} does not fit its type at ${path}: ${checked.reason}`);
}
