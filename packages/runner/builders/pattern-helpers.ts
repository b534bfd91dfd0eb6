/** Plain helpers of patterns: tools of a model, views of a piece, the environment, test runs. */
import { assertBuilderAllowed, markBuilderArtifact } from "../engine/provenance.ts";
import { isPattern } from "./artifact.ts";
import type { BuilderHost } from "./builder-host.ts";
import { CompileTimeOnlyError } from "./errors.ts";

const VARIANTS: ReadonlySet<unknown> = new Set(["full", "tile", "chip"]);
/** Where a program runs when the host does not say. */
const LOCAL_API = "http://localhost:8000/";

/** Builders that the compiler replaces: their functions capture, and only it knows what. */
const LOWERED = ["computed", "derive", "action", "assert"] as const;

/** The value exports of this module, by name. */
export function makePatternHelpers(host: BuilderHost): Record<string, unknown> {
  const lowered = LOWERED.map((name) =>
    [name, () => {
      assertBuilderAllowed(name);
      throw new CompileTimeOnlyError(name);
    }] as const
  );
  return {
    ...Object.fromEntries(lowered),
    patternTool,
    uiVariant,
    multiUserTest,
    getPatternEnvironment: () =>
      // A fresh URL: it has setters, and modules must not share one.
      Object.freeze({ apiUrl: new URL(host.apiUrl ?? LOCAL_API) }),
  };
}

/** What the list of tools of a model holds; the pattern stays a leaf of the graph. */
function patternTool(pattern: unknown, extraParams: unknown = {}): object {
  if (!isPattern(pattern)) throw new TypeError("patternTool() expects a pattern");
  if (typeof extraParams !== "object" || extraParams === null) {
    throw new TypeError("patternTool() expects a record of inputs as its second argument");
  }
  return Object.freeze({ pattern, extraParams });
}

/** A view that renders one variant of a piece. */
function uiVariant(piece: unknown, variant: unknown): object {
  if (!VARIANTS.has(variant)) {
    throw new TypeError('uiVariant() expects "full", "tile" or "chip" as its second argument');
  }
  return { type: "vnode", name: "cf-render", props: { $cell: piece, variant }, children: [] };
}

/** A test of several users: its set-up and one pattern for each participant. */
function multiUserTest(test: unknown): object {
  assertBuilderAllowed("multiUserTest");
  const { setup, participants } = recordFrom(test, "a record with participants");
  if (setup !== undefined && !isPattern(setup)) {
    throw new TypeError("multiUserTest() expects a pattern as its setup");
  }
  const members = Object.entries(recordFrom(participants, "a record of participants"));
  const described = Object.freeze({
    ...(setup === undefined ? {} : { setup }),
    participants: Object.freeze(
      Object.fromEntries(members.map(([name, given]) => [name, participant(name, given)])),
    ),
  });
  markBuilderArtifact(described, { kind: "multiUserTest" });
  return described;
}

function participant(name: string, given: unknown): object {
  const { pattern, user = name } = isPattern(given)
    ? { pattern: given }
    : recordFrom(given, `a pattern as participant "${name}"`);
  if (!isPattern(pattern) || typeof user !== "string") {
    throw new TypeError(`multiUserTest() expects a pattern as participant "${name}"`);
  }
  return Object.freeze({ pattern, user });
}

function recordFrom(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new TypeError(`multiUserTest() expects ${what}`);
  }
  return value as Readonly<Record<string, unknown>>;
}
