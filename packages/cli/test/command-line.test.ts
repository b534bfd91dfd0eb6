import assert from "node:assert/strict";
import { UsageError } from "../command/errors.ts";
import { parseCommand } from "../command/parse.ts";
import type { VerbSpec } from "../command/verb.ts";
import { meetsExpectation } from "../events/expectation.ts";
import { parseEventSteps } from "../events/events-file.ts";
import { valueToJson } from "../output/value-json.ts";

const verbs: VerbSpec[] = [
  {
    name: "check",
    summary: "",
    usage: "check FILE",
    operands: { min: 1, max: 9 },
    options: [{ name: "until", value: "PHASE", help: "" }, { name: "no-run", help: "" }],
    examples: [],
    load: () => Promise.reject(new Error("unused")),
  },
  {
    name: "cache stats",
    summary: "",
    usage: "cache stats",
    operands: { min: 0, max: 0 },
    options: [],
    examples: [],
    load: () => Promise.reject(new Error("unused")),
  },
];

function refusal(args: string[]): string {
  try {
    parseCommand(args, verbs);
  } catch (error) {
    assert.ok(error instanceof UsageError);
    assert.equal(error.exitCode, 2);
    return error.message;
  }
  return assert.fail(`accepted ${args.join(" ")}`);
}

Deno.test("a command line is a verb, operands and options", () => {
  const { verb, invocation } = parseCommand(
    ["check", "a.tsx", "--until", "verify", "--json"],
    verbs,
  );
  assert.equal(verb.name, "check");
  assert.deepEqual(invocation.operands, ["a.tsx"]);
  assert.equal(invocation.option("until"), "verify");
  assert.equal(invocation.flag("json"), true);
  assert.equal(parseCommand(["cache", "stats"], verbs).verb.name, "cache stats");
});

Deno.test("what is unknown is refused by name, with the nearest known one", () => {
  assert.match(refusal(["chekc", "a"]), /unknown verb: "chekc"; did you mean check\?/);
  assert.match(refusal(["cache", "gc"]), /unknown verb: "cache gc"/);
  assert.match(
    refusal(["check", "a", "--unti", "x"]),
    /unknown option: "--unti"; did you mean --until\?/,
  );
  assert.match(refusal(["check", "a", "-x"]), /unknown option: "-x"/);
  assert.match(refusal(["check"]), /missing operand/);
  assert.match(refusal(["cache", "stats", "x"]), /unexpected operand/);
  assert.match(refusal(["check", "a", "--color", "sometimes"]), /auto, always, never/);
  assert.match(refusal(["check", "a", "--until"]), /until/);
});

Deno.test("event steps are read from an array or from lines, and nothing unknown is ignored", () => {
  const array = parseEventSteps('[{"events":[{"stream":"a.0.b","payload":null}]}]', "e.json");
  assert.deepEqual(array[0]!.events[0], {
    stream: ["a", "0", "b"],
    payload: null,
    hasPayload: true,
  });
  const lines = parseEventSteps('{"expect":[{"path":"","value":1}]}\n{"label":"x"}\n', "e.jsonl");
  assert.deepEqual(lines.map((step) => step.label), [null, "x"]);
  assert.deepEqual(lines[0]!.expect[0]!.path, []);
  for (
    const bad of ['[{"event":[]}]', '[{"events":[{"stream":1}]}]', "[1]", "{", '[{"settle":1}]']
  ) {
    assert.throws(() => parseEventSteps(bad, "e.json"), UsageError, bad);
  }
});

Deno.test("expectations ignore undefined members and tell -0 from 0", () => {
  assert.equal(meetsExpectation({ a: 1, b: undefined }, { a: 1 }), true);
  assert.equal(meetsExpectation([1, { a: [2] }], [1, { a: [2] }]), true);
  assert.equal(meetsExpectation(-0, 0), false);
  assert.equal(meetsExpectation(NaN, NaN), true);
  assert.equal(meetsExpectation([1], { 0: 1 }), false);
  assert.equal(meetsExpectation({ a: 1 }, { a: 1, b: 2 }), false);
});

Deno.test("values that JSON cannot carry have a spelling, and cycles end", () => {
  const options = { handle: () => undefined, address: "/of:x" };
  const cyclic: Record<string, unknown> = { n: 1 };
  cyclic["self"] = cyclic;
  assert.deepEqual(valueToJson(cyclic, options), { n: 1, self: { $link: "/of:x/self" } });
  assert.deepEqual(valueToJson([NaN, -0, 3n, undefined, new Uint8Array([255])], options), [
    { $value: { type: "number", text: "NaN" } },
    { $value: { type: "number", text: "-0" } },
    { $value: { type: "bigint", text: "3" } },
    null,
    { $value: { type: "bytes", text: "/w==" } },
  ]);
  assert.deepEqual(valueToJson(undefined, options), null);
  assert.equal(JSON.stringify(valueToJson({ a: undefined }, options)), "{}");
});
