/**
 * The exports that ask the world outside, by name. Each makes a node that `node-table.ts` gives its
 * meaning; calls of what no host has are answered at once, so that a pattern still instantiates.
 */
import type { BuilderHost } from "../builders/builder-host.ts";
import type { RuntimeCallName } from "../builders/graph.ts";
import { type Answer, cellAnswer, DIALOG_STREAMS, pendingAnswer, wishAnswer } from "./answers.ts";
import { type CallForm, constantCall, nodeCall, recordParameter } from "./call-form.ts";

/** A call that takes time: one record of inputs, one `{pending, result, error}` record as answer. */
function pendingForm(name: RuntimeCallName): CallForm {
  return {
    inputs: (parameters) => recordParameter(name, parameters),
    whenRunning: () => pendingAnswer(name),
  };
}

const FORMS: Readonly<Record<RuntimeCallName, CallForm>> = {
  navigateTo: {
    inputs: ([target]) => ({ target }),
    output: () => ({ type: "boolean" }),
    whenRunning: (action, [target]) => action.navigateTo(target),
  },
  fetchJson: pendingForm("fetchJson"),
  fetchJsonUnchecked: pendingForm("fetchJsonUnchecked"),
  fetchText: pendingForm("fetchText"),
  fetchBinary: pendingForm("fetchBinary"),
  fetchProgram: pendingForm("fetchProgram"),
  streamData: pendingForm("streamData"),
  generateText: pendingForm("generateText"),
  generateObject: pendingForm("generateObject"),
  llm: pendingForm("llm"),
  llmDialog: { ...pendingForm("llmDialog"), streams: DIALOG_STREAMS },
  compileAndRun: pendingForm("compileAndRun"),
};

/** Calls of what no host has, and what each answers. */
const CONSTANTS: Readonly<Record<string, (name: string) => Answer>> = {
  wish: wishAnswer,
  cellFromUrl: cellAnswer,
  sqliteQuery: pendingAnswer,
};

/** The value exports of this module, by name. */
export function makeRuntimeCalls(host: BuilderHost): Record<string, unknown> {
  const names = Object.keys(FORMS) as RuntimeCallName[];
  return Object.fromEntries([
    ...names.map((name) => [name, nodeCall(name, FORMS[name], host)] as const),
    ...Object.entries(CONSTANTS).map(([name, answer]) =>
      [name, constantCall(name, answer(name))] as const
    ),
  ]);
}
