/** The host namespace that emitted bodies run against, over one world. */
import {
  type Factory,
  makeCell,
  makeChoice,
  makeHandler,
  makeInert,
  makeLift,
  makePattern,
  makeText,
  registerPattern,
  sameLink,
  SELF,
} from "./builders.ts";
import { makeVNode } from "../vnode.ts";
import { linked } from "./stored.ts";
import { type World } from "./world.ts";

const INERT_CALLS = [
  "wish",
  "generateText",
  "generateObject",
  "fetchJson",
  "fetchText",
  "llmDialog",
  "streamData",
];

/** Everything that a compiled module reaches through `__cfHelpers` or an import. */
export function recordingHost(world: World): Record<string, unknown> {
  const choose = makeChoice.bind(undefined, world);
  const cell = (value?: unknown, schema?: never) => makeCell(world, value, schema);
  const pattern = (...args: unknown[]): Factory =>
    registerPattern(makePattern(world, ...args), args[0]);
  const cellClass = Object.assign(
    function (value?: unknown, schema?: never) {
      return cell(value, schema);
    },
    { of: cell, equals: (a: unknown, b: unknown) => sameLink(world, a, b) },
  );
  const h = Object.assign(makeVNode, { fragment: "" });
  return {
    NAME: "$NAME",
    UI: "$UI",
    TILE_UI: "$TILE_UI",
    CHIP_UI: "$CHIP_UI",
    TESTS: "$TESTS",
    SELF,
    pattern,
    render: pattern,
    lift: (...args: unknown[]) => makeLift(world, ...args),
    handler: (...args: unknown[]) => makeHandler(world, ...args),
    Writable: cellClass,
    Cell: cellClass,
    cell,
    ifElse: choose("ifElse", [3, 7], (condition, [, a, b]) => condition ? a : b),
    when: choose("when", [2, 5], (condition, [a, b]) => condition ? b : a),
    unless: choose("unless", [2, 5], (condition, [a, b]) => condition ? a : b),
    str: (strings: readonly string[], ...values: unknown[]) => makeText(world, strings, values),
    equals: (a: unknown, b: unknown) => sameLink(world, a, b),
    navigateTo: (to: unknown) => {
      world.navigations.push(linked(world, to));
      return true;
    },
    patternTool: (tool: unknown, extraParams?: unknown) => ({ pattern: tool, extraParams }),
    ...Object.fromEntries(INERT_CALLS.map((name) => [name, () => makeInert(world, name)])),
    h,
    __cf_data: (value: unknown) => value,
    schema: (value: unknown) => value,
    assertCapture: (parts: unknown[], src: string, value: unknown) => {
      parts.push({ src, rendered: String(value) });
      return value;
    },
    assertRecord: (ok: unknown, source: string, parts: unknown) => ({
      ok: Boolean(ok),
      source,
      parts,
    }),
  };
}
