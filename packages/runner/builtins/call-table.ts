/**
 * The exports that ask the world outside, by name. Each makes a node that `node-table.ts` gives its
 * meaning; calls of what no host has are answered at once, so that a pattern still instantiates.
 */
import type { JSONSchema, JSONSchemaObject } from "@commonfabric/api";
import type { BuilderHost } from "../builders/builder-host.ts";
import { unavailableMessage } from "../builders/errors.ts";
import type { RuntimeCallName } from "../builders/graph.ts";
import { referenceState } from "../builders/reference-state.ts";
import { type Answer, cellAnswer, DIALOG_STREAMS, pendingAnswer, wishAnswer } from "./answers.ts";
import { type CallForm, constantCall, nodeCall, recordParameter } from "./call-form.ts";

/** The schema of a result, from the record of inputs. */
type ResultSchema = (given: unknown, host: BuilderHost) => JSONSchema;

function anything(): JSONSchema {
  return true;
}

function text(): JSONSchema {
  return { type: "string" };
}

/** The type argument of the call, which the compiler puts among the inputs. */
function declared(given: unknown, host: BuilderHost): JSONSchema {
  const { schema } = (given ?? {}) as { readonly schema?: JSONSchema };
  const isKnown = schema !== undefined && referenceState(schema) === undefined;
  return isKnown ? host.freezePlainData(schema) : true;
}

/** The definitions of a schema stand at its root, wherever they are spoken of. */
function answerSchema(given: JSONSchema): JSONSchemaObject {
  const { $defs, ...result } = typeof given === "boolean" ? {} : given;
  return {
    type: "object",
    properties: {
      pending: { type: "boolean" },
      result: typeof given === "boolean" ? given : result,
    },
    additionalProperties: true,
    required: ["pending"],
    ...($defs === undefined ? {} : { $defs }),
  };
}

function dialogSchema(): JSONSchema {
  const { properties, ...rest } = answerSchema(true);
  const stream = { asCell: ["stream"] } as const;
  const streams = Object.fromEntries(DIALOG_STREAMS.map((name) => [name, stream]));
  return { ...rest, properties: { ...properties, ...streams } };
}

/** A call that takes time: one record of inputs, one `{pending, result, error}` record as answer. */
function pendingForm(name: RuntimeCallName, resultSchema: ResultSchema = anything): CallForm {
  return {
    inputs: (parameters) => recordParameter(name, parameters),
    output: ([given], host) => answerSchema(resultSchema(given, host)),
    whenRunning: (action, parameters) => {
      const called = action.callBuiltin(name, recordParameter(name, parameters));
      return "answer" in called ? called.answer : pendingAnswer(called.refusal);
    },
  };
}

const FORMS: Readonly<Record<RuntimeCallName, CallForm>> = {
  navigateTo: {
    inputs: ([target]) => ({ target }),
    output: () => ({ type: "boolean" }),
    whenRunning: (action, [target]) => action.navigateTo(target),
  },
  wish: {
    inputs: ([given]) => {
      // What the result is like concerns its readers: it is the schema of the output.
      const { schema: _schema, ...asked } = recordParameter("wish", [given]);
      return asked;
    },
    output: ([given, schema], host) =>
      wishSchema(schema ?? recordParameter("wish", [given]).schema, host),
    whenRunning: (action, parameters) => {
      const called = action.callBuiltin("wish", recordParameter("wish", parameters));
      return "answer" in called ? called.answer : wishAnswer(called.refusal);
    },
  },
  fetchJson: pendingForm("fetchJson", declared),
  fetchJsonUnchecked: pendingForm("fetchJsonUnchecked"),
  fetchText: pendingForm("fetchText", text),
  fetchBinary: pendingForm("fetchBinary"),
  fetchProgram: pendingForm("fetchProgram"),
  streamData: pendingForm("streamData", declared),
  generateText: pendingForm("generateText", text),
  generateObject: pendingForm("generateObject", declared),
  llm: pendingForm("llm"),
  llmDialog: {
    ...pendingForm("llmDialog"),
    output: () => dialogSchema(),
    streams: DIALOG_STREAMS,
  },
  compileAndRun: pendingForm("compileAndRun"),
};

/** Calls of what no host has, and what each answers. */
const CONSTANTS: Readonly<Record<string, (message: string) => Answer>> = {
  cellFromUrl: cellAnswer,
  sqliteQuery: pendingAnswer,
};

function wishSchema(result: unknown, host: BuilderHost): JSONSchema | undefined {
  if (result === undefined || referenceState(result) !== undefined) return undefined;
  // References count from the root of a schema: what they name moves up with it.
  const { $defs, ...rest } = result as JSONSchemaObject;
  const items: JSONSchema = typeof result === "object" ? rest : result as JSONSchema;
  return host.freezePlainData({
    type: "object",
    properties: {
      result: items,
      candidates: { type: "array", items, default: [] },
      error: {},
      $UI: {},
    },
    ...($defs === undefined ? {} : { $defs }),
  });
}

/** The value exports of this module, by name. */
export function makeRuntimeCalls(host: BuilderHost): Record<string, unknown> {
  const names = Object.keys(FORMS) as RuntimeCallName[];
  return Object.fromEntries([
    ...names.map((name) => [name, nodeCall(name, FORMS[name], host)] as const),
    ...Object.entries(CONSTANTS).map(([name, answer]) =>
      [name, constantCall(name, answer(unavailableMessage(name)))] as const
    ),
  ]);
}
