/** Pairs of lines about one rule: the types accept the first and refuse the second. */
import assert from "node:assert/strict";
import { typeErrors } from "./check-program.ts";

export interface Twins {
  readonly [rule: string]: readonly [accepted: string, refused: string];
}

/**
 * One test for each rule of `twins`. All lines are checked as one program behind `preamble`, each
 * in a function of its own, so names of one line do not reach another.
 */
export function testTwins(title: string, preamble: string, twins: Twins): void {
  const lines: string[] = preamble.split("\n");
  const at = new Map<string, readonly [number, number]>();
  for (const [rule, pair] of Object.entries(twins)) {
    const [accepted, refused] = pair.map((line) => lines.push(`() => { ${line} };`));
    at.set(rule, [accepted!, refused!]);
  }
  const errors = typeErrors(lines.join("\n"));
  const errorsOf = (line: number) => errors.filter((error) => error.startsWith(`${line}: `));
  const first = preamble.split("\n").length;
  Deno.test(`${title}: what the lines share has no errors`, () => {
    assert.deepEqual(errors.filter((error) => Number.parseInt(error) <= first), []);
  });
  for (const [rule, [accepted, refused]] of at) {
    Deno.test(`${title}: ${rule}`, () => {
      assert.deepEqual(errorsOf(accepted), []);
      assert.notDeepEqual(errorsOf(refused), []);
    });
  }
}
