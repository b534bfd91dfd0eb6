/** Verifies emitted bodies, as a load does before it evaluates them. */
import { nodeSha256 } from "@commonfabric/canonical";
import { hostTable } from "@commonfabric/api";
import { verifyCompiledModuleBody } from "@commonfabric/sandbox-verifier";
import type { Compiled } from "./compile.ts";

/**
 * What the verifier refuses in the bodies of `compiled`, with the refused line. Text that the
 * sandbox refuses is left out: the compiler's literal pass, which comes later, rewrites it.
 */
export function rejections({ bodies }: Compiled): string[] {
  return [...bodies].flatMap(([specifier, body]) => {
    const verdict = verifyCompiledModuleBody(body, {
      specifier,
      policy: { hosts: hostTable },
      sha256: nodeSha256,
      verifierVersion: "test",
    });
    if (verdict.ok) return [];
    return verdict.errors.filter(({ code }) => code !== "verify:text").map((error) => {
      const line = body.split("\n")[(error.emitted?.line ?? 1) - 1] ?? "";
      return `${specifier} ${error.code} ${error.message}: ${line.slice(0, 120)}`;
    });
  });
}
