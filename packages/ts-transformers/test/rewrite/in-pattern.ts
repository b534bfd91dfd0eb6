/** Modules whose pattern has given statements, and actions with defaults. */
import assert from "node:assert/strict";
import type { ActionOf, Callback, CaptureTree, LoweringAction } from "../../lowering.ts";
import { type FactsByHand, lines, rewrite, type Rewritten } from "./rewriting-program.ts";

/** Imports of every module here. */
export const HEAD: string =
  `import { action, assert, computed, derive, NAME, pattern, SELF } from "commonfabric";\n`;
/** No captures. */
export const NOTHING: CaptureTree = new Map();

/** The module with these statements in the body of its pattern. */
export function inPattern(body: string, plan: (facts: FactsByHand) => void): Rewritten {
  return rewrite(`${HEAD}export default pattern((state: any) => {\n${body}\n});\n`, plan);
}

/** The emitted statements are these, and the verifier accepts them. */
export function expectBody(rewritten: Rewritten, ...expected: string[]): void {
  assert.equal(rewritten.body, lines(...expected));
  assert.deepEqual(rewritten.rejections, []);
}

/** The rewritten module with the given hoists and body of its pattern. */
export function expectPattern(rewritten: Rewritten, hoists: string[], ...body: string[]): void {
  const indented = body.map((line) => `    ${line}`);
  expectBody(
    rewritten,
    ...hoists,
    "exports.default = (0, commonfabric_1.pattern)((state) => {",
    ...indented,
    "});",
  );
}

/** The action of `computed(callback)` as `__cfLift_1`, with `more` instead of the defaults. */
export function lifted(
  callback: Callback,
  captured: CaptureTree,
  more: Partial<ActionOf<"lifted-callback">> = {},
): LoweringAction {
  return {
    kind: "lifted-callback",
    name: "__cfLift_1",
    callback,
    captures: captured,
    argumentSchema: { type: "object" },
    resultSchema: { type: "number" },
    options: {},
    ...more,
  };
}

/** The action of `action(callback)` as `__cfHandler_1`. */
export function handler(
  callback: Callback,
  captured: CaptureTree,
  more: Partial<ActionOf<"handler">> = {},
): LoweringAction {
  return {
    kind: "handler",
    name: "__cfHandler_1",
    callback,
    captures: captured,
    eventSchema: false,
    stateSchema: { type: "object", properties: {} },
    ...more,
  };
}
