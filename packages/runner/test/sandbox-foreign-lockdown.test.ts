import assert from "node:assert/strict";
import { ensureLockdown } from "../sandbox/lockdown.ts";
import { sesGlobals } from "../sandbox/ses-globals.ts";

Deno.test("a realm that someone else locked down is refused", () => {
  const ses = sesGlobals();
  ses.repairIntrinsics({ reporting: "none", consoleTaming: "unsafe" });
  ses.hardenIntrinsics!();
  for (let n = 0; n < 2; n++) {
    assert.throws(ensureLockdown, {
      name: "LockdownError",
      message: "Realm was locked down with other options",
    });
  }
});
