/** The doors through which values of guests become data. */
import { makeCommonfabricModule } from "../../../../packages/runner/builders/host-module.ts";
import { runWithoutFrame } from "../../../../packages/runner/frame-powers.ts";
import { freezePlainData } from "../../../../packages/runner/sandbox/plain-data.ts";
import { hardenFunction } from "../../../../packages/runner/sandbox/harden.ts";
import { convertValue } from "../../../../packages/runner/values/convert.ts";
import {
  type Any,
  makeTestRuntime,
  runPattern,
  SPACE,
} from "../../../../packages/runner/test/support/test-runtime.ts";

/** `module-data`: `__cf_data`. `store`: what a handler writes. `result`: what a computation returns. */
export type Door = "module-data" | "store" | "host-store" | "result";

const TARGET = { space: SPACE, id: "of:value", path: [] };

/** What each door makes of a value. Throws or rejects with its refusal. */
export const DOORS: ReadonlyMap<Door, (value: unknown) => unknown> = new Map([
  ["module-data", freezePlainData],
  ["store", (value: unknown) => convertValue(value, { target: TARGET, author: "guest" })],
  ["host-store", (value: unknown) => convertValue(value, { target: TARGET, author: "host" })],
  ["result", resultOf],
]);

const { helpers } = makeCommonfabricModule({
  freezePlainData,
  hardenCallback: (callback) => void hardenFunction(callback),
  equals: Object.is,
});

/** The stored result of a computation that returns `value`. */
async function resultOf(value: unknown): Promise<unknown> {
  const H = helpers as Any;
  const test = await makeTestRuntime();
  try {
    // Where the platform cannot tell to whom code belongs, the host says that this is its own.
    const values: Any = runWithoutFrame(() => {
      const compute = H.lift(() => value, true, true);
      return H.pattern(() => ({ out: compute({}) }), {}, {
        type: "object",
        properties: { out: true },
      });
    });
    const pattern = test.source.add("values", values);
    const piece = await runPattern(test, pattern, {});
    const { out } = await piece.pull();
    const [error] = test.errors;
    if (error === undefined) return out;
    throw Object.assign(new Error(error.message), { name: error.name });
  } finally {
    await test.runtime.dispose();
  }
}
