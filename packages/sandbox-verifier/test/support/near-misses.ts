/** Tables of statements beside accepted ones: which are refused, where, and which are accepted. */
import assert from "node:assert/strict";
import { lineAndColumn } from "@commonfabric/contract";
import type { RuleId, VerifierPolicy } from "../../mod.ts";
import { accepted, bodyOf, checkWithout, rejections, verifierFor } from "./verify.ts";

/** Requires of a host module, a program module and a package, as the compiler emits them. */
export const CF = `const cf_1 = require("commonfabric");\n`;
export const LOCAL = `const x_1 = require("./x.ts");\n`;
export const PKG = `const pkg_1 = require("left-pad");\n`;

/** Statements, and all errors of the body: `code line:column`, without the prefix `verify:`. */
export type NearMiss = readonly [what: string, statements: string, ...errors: readonly string[]];

/** Each of `rows` is refused with exactly its errors. */
export function refuses(
  what: string,
  rows: readonly NearMiss[],
  policy: Partial<VerifierPolicy> = {},
): void {
  const verifier = verifierFor(policy);
  for (const [name, statements, ...errors] of rows) {
    Deno.test(`refuses ${what} ${name}`, () => {
      const found = rejections(bodyOf(statements), verifier);
      assert.deepEqual(found, errors.map((error) => `verify:${error}`));
    });
  }
}

/** Each of `rows` is accepted. */
export function accepts(
  what: string,
  rows: readonly (readonly [what: string, statements: string])[],
  policy: Partial<VerifierPolicy> = {},
): void {
  const verifier = verifierFor(policy);
  for (const [name, statements] of rows) {
    Deno.test(`accepts ${what} ${name}`, () => {
      accepted(bodyOf(statements), verifier);
    });
  }
}

/** Each of `rows` is refused by a second rule as well, with the first one switched off. */
export function refusesWithout(
  rule: RuleId,
  rows: readonly NearMiss[],
): void {
  for (const [name, statements, ...errors] of rows) {
    Deno.test(`without ${rule} another rule refuses ${name}`, () => {
      const body = bodyOf(statements);
      const found = checkWithout([rule], body).findings.map(({ rule, code, start }) => {
        const { line, column } = lineAndColumn(body, start);
        return `${rule} ${code.slice("verify:".length)} ${line}:${column}`;
      });
      assert.deepEqual(found, errors);
    });
  }
}
