/** The verified string and the evaluated string differ by one character at the end. */
import { nodeSha256 } from "@commonfabric/canonical";
import { moduleRecordKey } from "@commonfabric/contract";
import { loadModuleGraph } from "../../../../packages/runner/sandbox/loader.ts";
import { makeSandboxGlobals } from "../../../../packages/runner/sandbox/compartment.ts";
import { makeModuleVerifier } from "../../../../packages/runner/sandbox/module-verifier.ts";
import {
  takeAttestedVerdict,
  verifyRecordGraph,
} from "../../../../packages/runner/sandbox/verification.ts";
import { bodyHash, type Verdict } from "@commonfabric/sandbox-verifier";
import {
  fixtureGraph,
  identityOf,
} from "../../../../packages/runner/test/support/loader-fixture.ts";
import type { Answer } from "../../driver.ts";
import { POLICY } from "../../sandbox.ts";
import { errorName } from "../probe.ts";

const BODY = '"use strict";\nexports.value = 1;';
const MAIN = moduleRecordKey(identityOf("/main.ts"));

const verifier = makeModuleVerifier({
  policy: POLICY,
  sha256: nodeSha256,
  verifierVersion: "attacks",
});

function graphOf(body: string) {
  return fixtureGraph({ "/main.ts": { body, exports: ["value"] } });
}

/** The body grows after the graph got its proof. */
export function grownAfterProof(): Answer {
  const { graph } = verifyRecordGraph(graphOf(BODY), MAIN, verifier);
  const grown = { ...graph, bodies: new Map([[MAIN, `${BODY};`]]) };
  try {
    loadModuleGraph(MAIN, grown, { globals: makeSandboxGlobals(), name: "attack" });
    return { says: "accept", value: undefined };
  } catch (error) {
    return { says: `throws(${errorName(error)})` };
  }
}

/** The graph check gets the verdict of one string and the other string. */
export function grownBeforeGraphCheck(): Answer {
  const verdict = verifier.verifyBody(BODY, { specifier: MAIN }) as Verdict;
  const { records, edges } = graphOf(BODY);
  try {
    verifier.verifyGraph({
      entry: MAIN,
      records,
      edges,
      bodies: new Map([[MAIN, `${BODY} `]]),
      paths: new Map(),
    }, new Map([[MAIN, verdict]]));
    return { says: "accept", value: undefined };
  } catch (error) {
    const [first] = (error as { errors?: readonly { code: string }[] }).errors ?? [];
    return { says: first === undefined ? `throws(${errorName(error)})` : `reject(${first.code})` };
  }
}

/** An attestation is about one string; the other one is not taken on its word. */
export function grownUnderAttestation(): Answer {
  const verdict = verifier.verifyBody(BODY, { specifier: MAIN }) as Verdict;
  const hashOf = (body: string) => bodyHash(body, nodeSha256);
  const same = takeAttestedVerdict(verifier, BODY, verdict, hashOf);
  const grown = takeAttestedVerdict(verifier, `${BODY}\n`, verdict, hashOf);
  return { says: same !== undefined && grown === undefined ? "differ" : "equal" };
}
