/** Verifies emitted bodies, as a load does before it evaluates them. */
import type { Compiled } from "./compile.ts";
import { bodyRejections } from "./verify-body.ts";

/**
 * What the verifier refuses in the bodies of `compiled`, with the refused line. Text that the
 * sandbox refuses is left out: the compiler's literal pass, which comes later, rewrites it.
 */
export function rejections({ bodies }: Compiled): string[] {
  return [...bodies].flatMap(([specifier, body]) => bodyRejections(specifier, body));
}
