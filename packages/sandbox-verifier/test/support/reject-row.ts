/**
 * A body that one rule refuses. Statements begin at line 2 of the body; `expect` ends with the
 * position of the first error.
 */
import type { RuleId, VerifierPolicy } from "../../mod.ts";

export interface RejectRow {
  readonly rule: RuleId;
  readonly name: string;
  readonly body: string;
  readonly expect: string;
  /** The nearest accepted neighbour. */
  readonly accept?: string;
  readonly policy?: Partial<VerifierPolicy>;
  /** Rules that refuse the same body too, or for the same reason. */
  readonly also?: readonly RuleId[];
}

const strict = (statements: string): string => `"use strict";\n${statements}`;

/** A row whose statements follow the directive. */
export function row(
  rule: RuleId,
  name: string,
  statements: string,
  expect: string,
  accept?: string,
  rest: Pick<RejectRow, "policy" | "also"> = {},
): RejectRow {
  return {
    rule,
    name,
    body: strict(statements),
    expect: `verify:${expect}`,
    ...(accept === undefined ? {} : { accept: strict(accept) }),
    ...rest,
  };
}

/** Requires of a host module and of a program module, as the compiler emits them. */
export const CF = `const cf_1 = require("commonfabric");\n`;
export const LOCAL = `const x_1 = require("./x.ts");\n`;
