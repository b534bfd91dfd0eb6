/**
 * Calls whose answer comes from outside, in a host that cannot give it. A call makes a node with the
 * answer that says so, as data: the pattern still instantiates, and its view can show the message.
 */
import type { JSONSchema } from "@commonfabric/api";
import { pendingBinding } from "./bind.ts";
import type { PatternBuild } from "./build.ts";
import { runningAction } from "./builder-host.ts";
import type { GraphModule } from "./graph.ts";
import { addNode, LIST_OPERATORS, requireBuild } from "./operators.ts";
import { makeReference } from "./reference.ts";
import { unavailableMessage } from "./errors.ts";

const NAVIGATION: GraphModule = Object.freeze({ type: "builtin", name: "navigateTo" });

/** What a call without its capability answers. */
type Answer = Readonly<Record<string, unknown>>;

const failed = (name: string): Answer => ({
  error: Object.freeze({ message: unavailableMessage(name) }),
});

const pendingAnswer = (name: string): Answer =>
  Object.freeze({ pending: false, result: undefined, ...failed(name) });
const wishAnswer = (name: string): Answer =>
  Object.freeze({ result: undefined, candidates: Object.freeze([]), ...failed(name) });
const cellAnswer = (name: string): Answer =>
  Object.freeze({ pending: false, cell: undefined, ...failed(name) });

/** The calls by name, and what each answers. */
const ANSWERS: Readonly<Record<string, (name: string) => Answer>> = {
  wish: wishAnswer,
  fetchJson: pendingAnswer,
  fetchJsonUnchecked: pendingAnswer,
  fetchText: pendingAnswer,
  fetchBinary: pendingAnswer,
  fetchProgram: pendingAnswer,
  generateText: pendingAnswer,
  generateObject: pendingAnswer,
  llm: pendingAnswer,
  streamData: pendingAnswer,
  compileAndRun: pendingAnswer,
  cellFromUrl: cellAnswer,
  sqliteQuery: pendingAnswer,
};

/** The streams that a dialog has beside its answer. */
const DIALOG_STREAMS = ["addMessage", "cancelGeneration"] as const;

/** The value exports that ask the world outside, for a host without it. */
export function makeInertCalls(): Record<string, unknown> {
  const calls = Object.entries(ANSWERS).map(([name, answer]) =>
    [name, () => inertCall(name, answer(name))] as const
  );
  return {
    ...Object.fromEntries(calls),
    llmDialog: () => dialogCall("llmDialog"),
    navigateTo: (target: unknown) => navigation(target),
  };
}

/** A node with a constant answer; running code gets the answer itself. */
export function inertCall(name: string, answer: Answer): unknown {
  if (runningAction() !== undefined) return answer;
  return constantCell(requireBuild(`${name}()`), answer);
}

/** The answer and two streams that nothing serves. */
function dialogCall(name: string): unknown {
  const answer = pendingAnswer(name);
  if (runningAction() !== undefined) return answer;
  const build = requireBuild(`${name}()`);
  const streams = DIALOG_STREAMS.map((member) => [member, streamOf(build)] as const);
  return constantCell(build, { ...answer, ...Object.fromEntries(streams) });
}

/** In a graph a node, in a handler a request that waits for the commit. */
function navigation(target: unknown): unknown {
  const action = runningAction();
  if (action !== undefined) return action.navigateTo(target);
  return addNode("navigateTo()", NAVIGATION, { target }, { schema: { type: "boolean" } });
}

function constantCell(build: PatternBuild, answer: unknown): object {
  const cell = build.addCell("cell", { isHandle: false });
  cell.initial = pendingBinding(answer, build);
  cell.hasInitial = true;
  return referenceTo(build, cell, undefined);
}

/** A stream that no handler is bound to. */
export function streamOf(build: PatternBuild, schema?: JSONSchema): object {
  const cell = build.addCell("stream", { schema, isHandle: true });
  return referenceTo(build, cell, schema);
}

function referenceTo(
  build: PatternBuild,
  cell: ReturnType<PatternBuild["addCell"]>,
  schema: JSONSchema | undefined,
): object {
  const place = { kind: "internal" as const, build, cell };
  return makeReference({ place, path: [], schema, schemaOverride: false }, LIST_OPERATORS);
}
