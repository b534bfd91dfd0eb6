/**
 * A verifier that accepts every body and every graph: what is left is what the loader and the
 * compartment refuse by themselves. The surface that it states is read off the text.
 */
import { nodeSha256 } from "@commonfabric/canonical";
import { hostTable } from "@commonfabric/api";
import { bodyHash, resolveExports, type Verdict } from "@commonfabric/sandbox-verifier";
import type { ModuleVerifier } from "../../../packages/runner/sandbox/verification.ts";

export const acceptingVerifier: ModuleVerifier = {
  verifyBody: (body) => surfaceOf(body),
  isCurrent: () => true,
  verifyGraph: () => {},
  resolveExports,
  rejectionError: () => new Error("An accepting verifier rejects nothing"),
};

const REQUIRE = /require\("([^"]+)"\)/g;
const EXPORT = /exports(?:\.([A-Za-z_$][\w$]*)|\["([^"]+)"\])\s*=(?!=)/g;
const FUNCTION = /^(?:async )?function\*? ([A-Za-z_$][\w$]*)/gm;

function surfaceOf(body: string): Verdict {
  const imports = [...body.matchAll(REQUIRE)].map(([, specifier]) => specifier!)
    .filter((specifier) => specifier.startsWith("./") || hostTable.modules.has(specifier));
  const names = [...body.matchAll(EXPORT)].map(([, name, quoted]) => (name ?? quoted)!);
  const functions = [...body.matchAll(FUNCTION)].map(([, name]) => name!);
  return {
    ok: true,
    verifierVersion: "accepting",
    policy: "accepting",
    bodyHash: bodyHash(body, nodeSha256),
    imports: [...new Set(imports)],
    importedNames: [],
    exports: [...new Set(names)].map((name) => ({ name, kind: "local", local: name })),
    starTargets: [],
    topLevelFunctions: functions,
    hoistedExports: names.filter((name) => functions.includes(name))
      .map((name) => ({ name, function: name })),
    hoistSymbols: [],
    hasHoistRegistration: false,
    importsEnd: 0,
    thunks: [],
    stats: { tokens: 0, nodes: 0, depth: 0 },
  };
}
