/**
 * What a test says about its own errors, in members of its result or exported constants: what is
 * allowed is listed and not fatal; what is expected has to happen.
 */
import type { Cell, Namespace } from "@commonfabric/runner";
import { type TimeLimit, within } from "../run/time-limit.ts";
import type { TestSession } from "./test-session.ts";

export interface Expectations {
  readonly allowRuntimeErrors: boolean;
  /** How many; `true`: at least one; `undefined`: not said. */
  readonly expectRuntimeErrors: true | number | undefined;
  readonly allowConsoleErrors: boolean;
  readonly allowConsoleWarnings: boolean;
  readonly expectNonIdempotent: boolean;
}

const NAMES = [
  "allowRuntimeErrors",
  "expectRuntimeErrors",
  "allowConsoleErrors",
  "allowConsoleWarnings",
  "expectNonIdempotent",
] as const;

/** A member of this name has another value than the page of pattern tests gives it. */
export class ExpectationError extends Error {
  override readonly name = "ExpectationError";
}

/** Reads the members of `result`; constants of the same name that `main` exports count as well. */
export async function readExpectations(
  result: Cell,
  main: Namespace,
  limit: TimeLimit,
): Promise<Expectations> {
  const values = new Map<string, unknown>();
  for (const name of NAMES) {
    const member = result.asSchema(true).key(name);
    const value = await within(member.pull(), `Reading ${name}`, limit);
    const exported = Object.hasOwn(main, name) ? Reflect.get(main, name) : undefined;
    const chosen = value ?? exported;
    if (chosen !== undefined) values.set(name, checked(name, chosen));
  }
  const expected = values.get("expectRuntimeErrors");
  return {
    allowRuntimeErrors: values.get("allowRuntimeErrors") === true,
    expectRuntimeErrors: expected === false ? undefined : expected as true | number | undefined,
    allowConsoleErrors: values.get("allowConsoleErrors") === true,
    allowConsoleWarnings: values.get("allowConsoleWarnings") === true,
    expectNonIdempotent: values.get("expectNonIdempotent") === true,
  };
}

function checked(name: typeof NAMES[number], value: unknown): unknown {
  if (typeof value === "boolean") return value;
  const isCount = name === "expectRuntimeErrors" && Number.isInteger(value) && Number(value) >= 0;
  if (isCount) return value;
  const wanted = name === "expectRuntimeErrors" ? "true or a number of errors" : "true or false";
  throw new ExpectationError(`${name}: expected ${wanted}`);
}

type Reported = Pick<TestSession, "errors" | "console" | "nonIdempotent">;

/** What `session` reported and `expected` does not cover, one line each; empty when all is well. */
export function unmetExpectations(expected: Expectations, session: Reported): string[] {
  return [
    ...runtimeErrorProblems(expected, session),
    ...consoleProblems(expected, session),
    ...idempotenceProblems(expected, session),
  ];
}

function runtimeErrorProblems(
  { allowRuntimeErrors, expectRuntimeErrors }: Expectations,
  { errors }: Reported,
): string[] {
  const count = errors.length;
  if (typeof expectRuntimeErrors === "number" && count !== expectRuntimeErrors) {
    return [`expectRuntimeErrors: expected ${expectRuntimeErrors} runtime errors, got ${count}`];
  }
  if (expectRuntimeErrors === true && count === 0) {
    return ["expectRuntimeErrors: expected a runtime error, got none"];
  }
  if (count === 0 || allowRuntimeErrors || expectRuntimeErrors !== undefined) return [];
  const { name, message } = errors[0]!;
  const more = count === 1 ? "" : ` and ${count - 1} more`;
  return [`runtime error: ${name}: ${firstLine(message)}${more}`];
}

function consoleProblems(
  { allowConsoleErrors, allowConsoleWarnings }: Expectations,
  { console }: Reported,
): string[] {
  const first = (level: string) =>
    console.find((line) => line.level === level && line.isOfSteps)?.text;
  const error = allowConsoleErrors ? undefined : first("error");
  const warning = allowConsoleWarnings ? undefined : first("warn");
  return [
    ...(error === undefined ? [] : [`console.error: ${firstLine(error)}`]),
    ...(warning === undefined ? [] : [`console.warn: ${firstLine(warning)}`]),
  ];
}

function idempotenceProblems(
  { expectNonIdempotent }: Expectations,
  { nonIdempotent }: Reported,
): string[] {
  if (expectNonIdempotent) {
    return nonIdempotent.length > 0
      ? []
      : ["expectNonIdempotent: expected a computation that is not idempotent, got none"];
  }
  const first = nonIdempotent[0];
  if (first === undefined) return [];
  return [`a computation is not idempotent: ${first.source ?? first.action}`];
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0]!;
}
