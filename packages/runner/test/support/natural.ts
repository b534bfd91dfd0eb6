/** Short hands for programs in the form that the compiler emits. */
import { type Any, H, runPattern, type TestRuntime } from "./test-runtime.ts";

export const NUMBER: Any = { type: "number" };
export const STRING: Any = { type: "string" };
export const BOOLEAN: Any = { type: "boolean" };
export const VNODE: Any = { $ref: "https://commonfabric.org/schemas/vnode.json" };
export const STREAM: Any = { asCell: ["stream"] };
export const LIST_OF_ANY: Any = { type: "array", items: true };
export const LIFT_OPTIONS: Any = { completeSchedulerScopeSummary: true, selfContained: true };

/** A record schema; all members are required unless `required` says otherwise. */
export function record(properties: Any, required: string[] = Object.keys(properties)): Any {
  return { type: "object", properties, required };
}

export function list(items: Any): Any {
  return { type: "array", items };
}

/** `schema` behind a handle of `kind`. */
export function handle(kind: string, schema: Any = {}): Any {
  return { ...(schema === true ? {} : schema), asCell: [kind] };
}

export interface Program {
  readonly body: (input: Any) => Any;
  readonly argumentSchema?: Any;
  readonly resultSchema?: Any;
  readonly argument?: Any;
}

let programs = 0;

/** Runs a pattern of `body`; its cell is read with the result schema, if one is given. */
export async function start(test: TestRuntime, program: Program): Promise<Any> {
  const { body, argumentSchema = true, resultSchema, argument = {} } = program;
  const pattern = H.pattern(body, argumentSchema, resultSchema ?? true);
  const name = `natural${++programs}`;
  test.source.add(name, pattern);
  const piece = await runPattern(test, pattern, argument, name);
  return resultSchema === undefined ? piece : piece.asSchema(resultSchema);
}

/** Sends an event, which has to be handled. */
export async function send(test: TestRuntime, stream: Any, event?: Any): Promise<void> {
  const outcome = await test.runtime.sendEvent(stream, event);
  if (outcome.status !== "committed") throw outcome.error;
  await test.runtime.settled();
}

/** A nested pattern that a module defines: it can be stored. */
export function nested(test: TestRuntime, body: (input: Any) => Any, ...schemas: Any[]): Any {
  return test.source.add(`nested${++programs}`, H.pattern(body, ...schemas));
}

/** Text of a rendered tree that was read, as a person sees it. */
export function textOf(node: Any): string {
  if (node === undefined || node === null || typeof node === "boolean") return "";
  if (typeof node !== "object") return String(node);
  if (Array.isArray(node)) return node.map(textOf).join("");
  if (node.type !== "vnode") return node.$UI === undefined ? "" : textOf(node.$UI);
  return textOf(node.children);
}

/** The first node named `name` below `node`. */
export function findNode(node: Any, name: string): Any {
  return findNodes(node, name)[0];
}

/** All nodes named `name` below `node`, in order. */
export function findNodes(node: Any, name: string): Any[] {
  if (typeof node !== "object" || node === null) return [];
  if (Array.isArray(node)) return node.flatMap((each) => findNodes(each, name));
  if (node.type !== "vnode") return node.$UI === undefined ? [] : findNodes(node.$UI, name);
  return [...(node.name === name ? [node] : []), ...findNodes(node.children, name)];
}
