/** The steps of a running test: the shape of each, and handles on what it names. */
import type { Cell, Runtime } from "@commonfabric/runner";
import { type TimeLimit, within } from "../run/time-limit.ts";

export const STEP_KINDS = ["assertion", "action", "settle", "render", "label", "await"] as const;

export type StepKind = typeof STEP_KINDS[number];

/** One step that has the right shape. */
export interface TestStep {
  readonly index: number;
  readonly kind: StepKind;
  /** `action_2`: counted per kind, from 1. */
  readonly name: string;
  /** The last action before it. */
  readonly after: string | null;
  readonly isSkipped: boolean;
  /** What the member of its kind leads to. */
  readonly target: Cell;
  readonly event: Cell | undefined;
  readonly trustedUi: Cell | undefined;
}

/** A test cannot be played: its steps are not what the page of pattern tests says. */
export class StepShapeError extends Error {
  override readonly name = "StepShapeError";
}

const STEPS = { type: "array", items: { asCell: ["cell"] } } as const;
const MEMBERS = { type: "object", additionalProperties: { asCell: ["cell"] } } as const;
const BESIDE: Readonly<Record<string, readonly StepKind[]>> = {
  skip: STEP_KINDS,
  event: ["action"],
  trustedUi: ["action"],
};

/** The steps of the test whose result is `result`. @throws {StepShapeError} */
export async function readSteps(result: Cell, limit: TimeLimit): Promise<readonly TestStep[]> {
  const tests = result.asSchema(true).key("$TESTS");
  const cells = await within(
    tests.asSchema<readonly Cell[]>(STEPS).pull(),
    "Reading the list of steps",
    limit,
  );
  if (cells === undefined || cells.length === 0) {
    throw new StepShapeError("there are no steps: the result has no list [TESTS] with one");
  }
  const steps: TestStep[] = [];
  const counts = new Map<StepKind, number>();
  let after: string | null = null;
  for (const [index, cell] of cells.entries()) {
    const step = await readStep(cell, index, limit);
    const count = (counts.get(step.kind) ?? 0) + 1;
    counts.set(step.kind, count);
    const name = `${step.kind}_${count}`;
    steps.push({ ...step, index, name, after });
    if (step.kind === "action" && !step.isSkipped) after = name;
  }
  return steps;
}

async function readStep(
  cell: Cell | undefined,
  index: number,
  limit: TimeLimit,
): Promise<Omit<TestStep, "index" | "name" | "after">> {
  const pulled = cell === undefined
    ? undefined
    : await within(cell.asSchema<Record<string, Cell>>(MEMBERS).pull(), "Reading a step", limit);
  const members = new Map(Object.entries(pulled ?? {}));
  const kinds = STEP_KINDS.filter((kind) => members.has(kind));
  const kind = kinds[0];
  const isFit = kinds.length === 1 &&
    [...members.keys()].every((key) => key === kind || BESIDE[key]?.includes(kind!) === true);
  if (!isFit || kind === undefined) throw malformed(index);
  const skip = await valueOf(members.get("skip"), limit);
  const hasValue = kind !== "settle" || (await valueOf(members.get(kind), limit)) === true;
  if (!hasValue || (skip !== undefined && typeof skip !== "boolean")) throw malformed(index);
  return {
    kind,
    isSkipped: skip === true,
    target: members.get(kind)!,
    event: members.get("event"),
    trustedUi: members.get("trustedUi"),
  };
}

async function valueOf(cell: Cell | undefined, limit: TimeLimit): Promise<unknown> {
  if (cell === undefined) return undefined;
  return await within(cell.asSchema(true).pull(), "Reading a step", limit);
}

function malformed(index: number): StepShapeError {
  return new StepShapeError(`Step ${index + 1}: expected exactly one of ${STEP_KINDS.join(", ")}`);
}

/** The payload of an action: data as it is stored, links as links. */
export async function eventOf(
  { event }: TestStep,
  limit: TimeLimit,
): Promise<unknown> {
  if (event === undefined) return undefined;
  await within(event.asSchema(true).pull(), "Reading an event", limit);
  const { space, id } = event.getAsNormalizedFullLink();
  return grounded(event.getRaw(), { space, id });
}

/** `node` with links that name their document: the payload is stored in another one. */
function grounded(node: unknown, from: { space: string; id: string }): unknown {
  if (typeof node !== "object" || node === null) return node;
  if (Array.isArray(node)) return node.map((element) => grounded(element, from));
  if (Object.getPrototypeOf(node) !== Object.prototype) return node;
  const keys = Object.keys(node);
  if (keys.length === 1 && keys[0] === "/") {
    const { overwrite: _overwrite, ...link } =
      (node as { "/": { "link@1": object } })["/"]["link@1"] as
        & { readonly overwrite?: string }
        & object;
    return { "/": { "link@1": { ...from, ...link } } };
  }
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, grounded(value, from)]),
  );
}

/** Demands what the assertions from `at` on read, up to the next action. */
export function demandUpcoming(
  runtime: Runtime,
  steps: readonly TestStep[],
  at: number,
): () => void {
  const cancels: (() => void)[] = [];
  for (const { kind, isSkipped, target } of steps.slice(at)) {
    if (isSkipped) continue;
    if (kind === "action") break;
    if (kind === "assertion") cancels.push(runtime.demandInputsOf(target));
  }
  return () => cancels.forEach((cancel) => cancel());
}
