/** `computed`, `derive`, `assert`, `action` and event functions: boundaries written in place. */
import ts from "typescript";
import { diagnostic } from "../../diagnostics.generated.ts";
import type { AssertCapture, DirectFunction } from "../../lowering.ts";
import { isDirectFunction, withoutAssertions } from "../../walk.ts";
import { assertedOperands } from "./assert-operands.ts";
import { contextOf } from "./context.ts";
import type { Deciding, Site } from "./deciding.ts";
import { boundaryCaptures } from "./lift-expression.ts";
import { OPAQUE, type Reactive, STREAM } from "./reactivity.ts";

/** A call of `computed`, `derive` or `assert`. */
export function inlineLift(
  d: Deciding,
  call: ts.CallExpression,
  kind: "computed" | "derive" | "assert",
  site: Site,
): Reactive {
  const index = kind === "derive" ? 1 : 0;
  const callback = callbackAt(call, index);
  const given = call.arguments[index];
  if (callback === undefined && kind !== "assert" && given !== undefined && isNamed(d, given)) {
    return namedLift(d, call, kind, given, site);
  }
  if (callback === undefined) {
    d.report(diagnostic.patternContextBuilderPlacement(call.expression, {
      builder: call.expression,
      inlineHint: ", with its function written in place",
    }));
    return OPAQUE;
  }
  const captures = boundaryCaptures(d, callback, `\`${kind}\``);
  // A type argument decides, whatever the callback gives.
  const named = call.typeArguments?.[index];
  const result = named === undefined
    ? d.schemas.callbackResult(callback)
    : d.schemas.declared(named);
  d.compute(callback, contextOf("computed", callback));
  if (kind !== "derive") {
    const { schema, options } = d.schemas.captured(captures, callback);
    const assertion: AssertCapture | undefined = kind === "assert"
      ? assertedOperands(callback)
      : undefined;
    d.facts.lower(call, {
      kind: "lifted-callback",
      name: "",
      callback,
      captures: captures.tree,
      argumentSchema: captures.tree.size === 0 ? false : schema,
      resultSchema: kind === "assert" ? ASSERT_RECORD : result,
      options,
      ...(assertion === undefined ? {} : { assertion }),
    });
    return d.reactivity.handleOf(call) ?? OPAQUE;
  }
  const input = call.arguments[0]!;
  d.value(input, { context: site.context, container: "call-argument" });
  const key = captures.tree.size === 0 ? undefined : freeKey("input", captures.tree);
  const { schema, options } = d.schemas.derived(call, callback, captures, key);
  d.facts.lower(call, {
    kind: "lifted-callback",
    name: "",
    callback,
    input: { value: input, key },
    captures: captures.tree,
    argumentSchema: schema,
    resultSchema: result,
    options,
  });
  return d.reactivity.handleOf(call) ?? OPAQUE;
}

/** A call of `computed` or `derive` with a function of module scope: it captures nothing. */
function namedLift(
  d: Deciding,
  call: ts.CallExpression,
  kind: "computed" | "derive",
  callback: ts.Expression,
  site: Site,
): Reactive {
  const same = {
    kind: "lifted-callback" as const,
    name: "",
    callback,
    captures: new Map(),
    options: {},
  };
  if (kind === "computed") {
    const resultSchema = d.schemas.expression(call);
    d.facts.lower(call, { ...same, argumentSchema: false, resultSchema });
  } else {
    const input = call.arguments[0]!;
    d.value(input, { context: site.context, container: "call-argument" });
    const { argument, result } = d.schemas.derivedByName(call);
    d.facts.lower(call, {
      ...same,
      input: { value: input, key: undefined },
      argumentSchema: argument,
      resultSchema: result,
    });
  }
  return d.reactivity.handleOf(call) ?? OPAQUE;
}

/** The state of a handler that captures nothing. */
const NO_STATE = Object.freeze({ type: "object", properties: {} });

/** What `assertRecord` gives. */
const ASSERT_RECORD = Object.freeze({
  type: "object",
  properties: {
    ok: { type: "boolean" },
    source: { type: "string" },
    parts: {
      type: "array",
      items: {
        type: "object",
        properties: { src: { type: "string" }, rendered: { type: "string" } },
        required: ["src", "rendered"],
      },
    },
  },
  required: ["ok", "source", "parts"],
});

function freeKey(base: string, taken: ReadonlyMap<string, unknown>): string {
  let key = base;
  for (let n = 1; taken.has(key); n++) key = `${base}_${n}`;
  return key;
}

/** A call of `action` (`call`), or a function that is the value of an event attribute. */
export function inlineHandler(
  d: Deciding,
  node: ts.Expression,
  callback: DirectFunction,
  call: ts.CallExpression | undefined,
): Reactive {
  const boundary = call === undefined ? "an event handler" : "`action`";
  const captures = boundaryCaptures(d, callback, boundary);
  d.compute(callback, contextOf(call === undefined ? "event-handler" : "action", callback));
  const { schema } = d.schemas.captured(captures, callback);
  const result = call === undefined ? undefined : d.schemas.eventResult(call);
  d.facts.lower(node, {
    kind: "handler",
    name: "",
    callback,
    captures: captures.tree,
    eventSchema: d.schemas.event(callback, call),
    stateSchema: captures.tree.size === 0 ? NO_STATE : schema,
    ...(result === undefined ? {} : { resultSchema: result }),
  });
  return STREAM;
}

/** The same for a function of module scope that is given by name: it captures nothing. */
export function namedHandler(
  d: Deciding,
  node: ts.Expression,
  callback: ts.Expression,
  call: ts.CallExpression | undefined,
): Reactive {
  const result = call === undefined ? undefined : d.schemas.eventResult(call);
  d.facts.lower(node, {
    kind: "handler",
    name: "",
    callback,
    captures: new Map(),
    eventSchema: d.schemas.namedEvent(callback, call),
    stateSchema: NO_STATE,
    ...(result === undefined ? {} : { resultSchema: result }),
  });
  return STREAM;
}

/** Whether `expression` names an ordinary function of module scope. */
export function isNamed(d: Deciding, expression: ts.Expression): boolean {
  const node = withoutAssertions(expression);
  if (!ts.isIdentifier(node) && !ts.isPropertyAccessExpression(node)) return false;
  if (d.reactivity.mentions(node) || d.reactivity.isFactory(node)) return false;
  return d.handles.isCallable(d.provenance.checker.getTypeAtLocation(node));
}

export function callbackAt(call: ts.CallExpression, index: number): DirectFunction | undefined {
  const argument = call.arguments[index];
  const node = argument === undefined ? undefined : withoutAssertions(argument);
  return node !== undefined && isDirectFunction(node) ? node : undefined;
}
