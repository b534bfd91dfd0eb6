/** What the verifier refuses in one emitted body; refused text is the literal pass's matter. */
import { nodeSha256 } from "@commonfabric/canonical";
import { hostTable } from "@commonfabric/api";
import { verifyCompiledModuleBody } from "@commonfabric/sandbox-verifier";

/** One line for each refusal, with the refused line of the body. */
export function bodyRejections(specifier: string, body: string): string[] {
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
}
