/** The accept corpus in a page: every body is accepted, with the surface that it has everywhere. */
import assert from "node:assert/strict";
import { summaryOf } from "../../../packages/sandbox-verifier/test/support/verdict-summary.ts";
import { accepted } from "../../../packages/sandbox-verifier/test/support/verify.ts";
import type { AcceptedBody } from "../corpus/page-data.ts";
import { runChecks } from "./checks.ts";
import { readData, sendReport } from "./report.ts";

const bodies = await readData<readonly AcceptedBody[]>("accepted");

await sendReport(
  await runChecks(bodies.map(({ name, body, summary }) => [
    `accepts ${name}`,
    () => assert.deepEqual(summaryOf(accepted(body), body), summary),
  ])),
);
