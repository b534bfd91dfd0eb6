/** Bodies that a caller claims were verified, and proofs that do not hold. */
import type { Verdict } from "@commonfabric/sandbox-verifier";
import { makeSandboxGlobals } from "../../../../packages/runner/sandbox/compartment.ts";
import { sourceUrls } from "../../../../packages/runner/sandbox/functor.ts";
import { loadModuleGraph } from "../../../../packages/runner/sandbox/loader.ts";
import type { RecordGraph } from "../../../../packages/runner/sandbox/record-graph.ts";
import { verifyRecordGraph } from "../../../../packages/runner/sandbox/verification.ts";
import { VerificationProof } from "../../../../packages/runner/sandbox/verification-proof.ts";
import {
  acceptingVerifier,
  fixtureGraph,
  identityOf,
  keyOf,
} from "../../../../packages/runner/test/support/loader-fixture.ts";
import { makeModuleVerifier } from "../../../../packages/runner/sandbox/module-verifier.ts";
import { nodeSha256 } from "@commonfabric/canonical";
import type { Answer } from "../../driver.ts";
import { POLICY } from "../../sandbox.ts";
import { errorName } from "../probe.ts";

const GOOD = '"use strict";\nexports.value = 1;';
/** Accepted by nobody who looks at it. */
const BAD = '"use strict";\nlet kept = 0;\nexports.value = 2;';
const MAIN = keyOf("/main.ts");

const verifier = makeModuleVerifier({
  policy: POLICY,
  sha256: nodeSha256,
  verifierVersion: "attacks",
});

function graphOf(body: string): RecordGraph {
  return fixtureGraph({
    "/main.ts": { body, exports: ["value"], imports: ["./other.ts"] },
    "/other.ts": { body: '"use strict";\nexports.other = 1;', exports: ["other"] },
    "/third.ts": { body: '"use strict";\nexports.third = 1;', exports: ["third"] },
  });
}

/** A graph whose proof holds. */
function proven(): RecordGraph {
  return verifyRecordGraph(graphOf(GOOD), MAIN, acceptingVerifier).graph;
}

/** What a load of `graph` answers; without `verify` it has no verifier to ask. */
function answerOf(graph: RecordGraph, verify: boolean, options = {}): Answer {
  try {
    const { namespace } = loadModuleGraph(MAIN, graph, {
      globals: makeSandboxGlobals(),
      name: "attack",
      ...(verify && { verifier }),
      ...options,
    });
    return { says: "accept", value: namespace["value"] };
  } catch (error) {
    const [first] = (error as { errors?: readonly { code: string }[] }).errors ?? [];
    return { says: first === undefined ? `throws(${errorName(error)})` : `reject(${first.code})` };
  }
}

function withBody(graph: RecordGraph, body: string): RecordGraph {
  return { ...graph, bodies: new Map([...graph.bodies, [MAIN, body]]) };
}

/** The caller hands in a verdict for a body that nobody verified. */
export function claimedBody(): Answer {
  const single = fixtureGraph({ "/main.ts": { body: BAD, exports: ["value"] } });
  return answerOf(single, true);
}

/** An accepting verdict, verified indeed, of another body. */
export function foreignVerdict(): Answer {
  const good = fixtureGraph({ "/main.ts": { body: GOOD, exports: ["value"] } });
  const { verdicts } = verifyRecordGraph(good, MAIN, verifier).graph;
  return answerOf({ ...withBody(good, BAD), verdicts: new Map<string, Verdict>(verdicts) }, true);
}

export function forgedProof(): Answer {
  const proof = Object.create(VerificationProof.prototype) as VerificationProof;
  return answerOf({ ...graphOf(GOOD), proof }, false);
}

export function constructedProof(): Answer {
  try {
    return answerOf(
      { ...graphOf(GOOD), proof: new VerificationProof(Symbol("verification")) },
      false,
    );
  } catch (error) {
    return { says: `throws(${errorName(error)})` };
  }
}

export function unverifiedLoad(): Answer {
  return answerOf(graphOf(GOOD), true, { verify: false });
}

/** A proof that holds, on a graph that it is not about. */
export function proofOfOtherGraph(): Answer {
  const { proof } = proven();
  return answerOf({ ...graphOf(BAD), ...(proof && { proof }) }, false);
}

export function bodyAfterProof(): Answer {
  return answerOf(withBody(proven(), BAD), false);
}

export function verdictAfterProof(): Answer {
  const graph = proven();
  const verdict = { ...graph.verdicts.get(MAIN)!, imports: [] };
  return answerOf({ ...graph, verdicts: new Map([...graph.verdicts, [MAIN, verdict]]) }, false);
}

export function recordAfterProof(): Answer {
  const graph = proven();
  const record = { ...graph.records.get(MAIN)! };
  return answerOf({ ...graph, records: new Map([...graph.records, [MAIN, record]]) }, false);
}

/** The very record of the proof, changed in place. */
function changeInPlace(part: "execute" | "resolutions", change: (record: object) => void): Answer {
  const given = graphOf(GOOD);
  const loose = new Map([...given.records].map(([key, record]) => [key, {
    ...record,
    ...(record.resolutions && { resolutions: { ...record.resolutions } }),
  }]));
  const { graph } = verifyRecordGraph({ ...given, records: loose }, MAIN, acceptingVerifier);
  try {
    change(part === "execute" ? loose.get(MAIN)! : loose.get(MAIN)!.resolutions!);
  } catch (error) {
    return { says: `throws(${errorName(error)})` };
  }
  return answerOf(graph, false);
}

export function executeAfterProof(): Answer {
  return changeInPlace("execute", (record) => Object.assign(record, { execute() {} }));
}

export function resolutionsAfterProof(): Answer {
  return changeInPlace("resolutions", (resolutions) => {
    Object.assign(resolutions, { "./other.ts": keyOf("/third.ts") });
  });
}

/** Modules of one closure whose paths look alike once they stand in a source URL. */
export function equalPaths(): Answer {
  const paths = ["/a b.ts", "/a\tb.ts", "/a_b.ts", "/a\u2028b.ts", "/a_b.ts_2", "/a_b.ts_3"];
  const urls = sourceUrls(paths.map((path, at) => ({ path, identity: identityOf(`m${at}`) })));
  const shown = [...urls.values()].map((url) => url.replace(/^cf:module\/[^/]*/, ""));
  return { says: new Set(shown).size === paths.length ? "differ" : "equal" };
}
