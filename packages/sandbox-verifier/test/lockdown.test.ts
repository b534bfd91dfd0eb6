/** The verifier in a realm that was locked down after it was loaded. */
import assert from "node:assert/strict";
import "ses";
import { REJECT_CORPUS } from "./support/reject-corpus.ts";
import { accepted, rejections, verifierFor } from "./support/verify.ts";

Deno.test("a locked-down realm gives the same verdicts", () => {
  const before = REJECT_CORPUS.map(({ body, policy }) =>
    rejections(body, verifierFor(policy ?? {}))
  );
  const { lockdown } = globalThis as unknown as { lockdown(options: object): void };
  lockdown({ overrideTaming: "severe", errorTaming: "safe", consoleTaming: "unsafe" });
  const after = REJECT_CORPUS.map(({ body, policy }) =>
    rejections(body, verifierFor(policy ?? {}))
  );
  assert.deepEqual(after, before);
  accepted('"use strict";\nexports.f = f;\nfunction f() { return class { #x = /a/u; }; }');
  const deep = `"use strict";\nconst a = ${"!".repeat(100_000)}1;`;
  assert.match(rejections(deep)[0]!, /^verify:too-deep /);
});
