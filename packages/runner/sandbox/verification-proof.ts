/**
 * The token of a verified graph. It carries nothing: what it proves stands in a table of
 * `verification.ts`, and a token that is not in that table proves nothing.
 */

const MAKER = Symbol("verification");

/** An unforgeable token: this graph, with these records, bodies and verdicts, was verified. */
export class VerificationProof {
  constructor(maker: symbol) {
    if (maker !== MAKER) throw new TypeError("A verification proof cannot be constructed");
    Object.freeze(this);
  }
}

/** A token that proves nothing yet. */
export function makeProof(): VerificationProof {
  return new VerificationProof(MAKER);
}
