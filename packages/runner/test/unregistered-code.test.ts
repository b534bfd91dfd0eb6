import assert from "node:assert/strict";
import { unsafeTrustHostValue } from "../mod.ts";
import { trustedCode, UnregisteredCodeError } from "../host/trusted-code.ts";

Deno.test("a callback without a verified identity is refused, one that the host vouches for runs", () => {
  const implementation = function total() {};
  const module = { type: "javascript", kind: "lift", implementation, factory: {} } as const;
  assert.throws(
    () => trustedCode(module),
    (error) => error instanceof UnregisteredCodeError && /"total" of a lift/.test(error.message),
  );
  unsafeTrustHostValue(implementation, { reason: "test" });
  assert.equal(trustedCode(module), implementation);
});
