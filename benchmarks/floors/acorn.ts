/** `acorn`: one parse of each body with the options of the verifier, and nothing done with the tree. */
import { parse } from "acorn";

/** The number of top-level statements of each body. */
export function acornAll(bodies: readonly string[]): number[] {
  return bodies.map((body) =>
    parse(body, { ecmaVersion: 2025, sourceType: "script", checkPrivateFields: true }).body.length
  );
}
