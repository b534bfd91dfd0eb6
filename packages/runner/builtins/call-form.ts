/** The builder side of a call whose answer comes from outside: what it makes, and where. */
import type { JSONSchema } from "@commonfabric/api";
import type { BuilderHost } from "../builders/builder-host.ts";
import { type ActionOperations, runningAction } from "../builders/builder-host.ts";
import type { GraphModule, RuntimeCallName } from "../builders/graph.ts";
import { constantCell, streamOf } from "../builders/node-cells.ts";
import { addNode, requireBuild } from "../builders/operators.ts";
import type { Answer } from "./answers.ts";

/** What one call becomes. Its node is made by the entry of the same name in `node-table.ts`. */
export interface CallForm {
  /** The inputs of the node, from what the author passed. */
  readonly inputs: (parameters: readonly unknown[]) => Readonly<Record<string, unknown>>;
  /** The schema of its output. */
  readonly output?: (parameters: readonly unknown[], host: BuilderHost) => JSONSchema | undefined;
  /** Streams of the answer: cells that are inputs of the node under their names. */
  readonly streams?: readonly string[];
  /** The answer to running code, which makes no nodes. */
  readonly whenRunning: (action: ActionOperations, parameters: readonly unknown[]) => unknown;
}

/** The export that makes a node of the graph, and answers running code at once. */
export function nodeCall(
  name: RuntimeCallName,
  form: CallForm,
  host: BuilderHost,
): (...parameters: unknown[]) => unknown {
  const module: GraphModule = Object.freeze({ type: "builtin", name });
  return (...parameters) => {
    const action = runningAction();
    if (action !== undefined) return form.whenRunning(action, parameters);
    const build = requireBuild(`${name}()`);
    const streams = (form.streams ?? []).map((member) => [member, streamOf(build)] as const);
    const inputs = { ...form.inputs(parameters), ...Object.fromEntries(streams) };
    return addNode(`${name}()`, module, inputs, { schema: form.output?.(parameters, host) });
  };
}

/** The export of what no host has: a cell with the answer that says so. */
export function constantCall(name: string, answer: Answer): () => unknown {
  return () => {
    if (runningAction() !== undefined) return answer;
    return constantCell(requireBuild(`${name}()`), answer);
  };
}

/** The only parameter of a call, a record; a call without one has no inputs. */
export function recordParameter(
  name: string,
  [given = {}]: readonly unknown[],
): Readonly<Record<string, unknown>> {
  if (typeof given !== "object" || given === null) {
    throw new TypeError(`${name}() expects a record of inputs`);
  }
  return given as Readonly<Record<string, unknown>>;
}
