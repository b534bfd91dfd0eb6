/**
 * Where a computation's output goes. What was computed from documents of a user or session is theirs:
 * each has an own instance of the output, and the wider instance leads there.
 *
 *     read of the session:  output (space) --redirect--> output (user) --redirect--> output (session)
 *
 * Every runtime writes the same links: whether a narrower document is read can depend only on what
 * was read before, which all those share who come to the link.
 */
import { makeLink } from "../links/sigil.ts";
import { isNarrower, SCOPES } from "../transactions/scope-keys.ts";
import type { RunnerTransaction } from "../transactions/transaction.ts";
import type { Address, CellScope } from "../types.ts";

/** The instances of `output` from its own down to that of `narrowest`, which holds the value. */
export function outputChain(output: Address, narrowest: CellScope): readonly Address[] {
  const below = SCOPES.filter((scope) =>
    isNarrower(scope, output.scope) && !isNarrower(scope, narrowest)
  );
  return [output, ...below.map((scope) => ({ ...output, scope }))];
}

/** The place for the output of a run that read what `tx` has read; links to it are written. */
export function openOutput(
  tx: RunnerTransaction,
  output: Address,
  narrowest: CellScope = tx.narrowestRead,
): Address {
  if (!isNarrower(narrowest, output.scope)) return output;
  const chain = outputChain(output, narrowest);
  chain.slice(1).forEach((next, at) => {
    const link = makeLink(next, { from: output.space, redirect: true });
    tx.apply(chain[at]!, { part: "value", path: output.path, kind: "write", value: link });
  });
  return chain.at(-1)!;
}
