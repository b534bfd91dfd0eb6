/** Calls of a language model: what is asked, what is stored of the answer, what shows meanwhile. */
import assert from "node:assert/strict";
import { compiledRuntime } from "./support/compiled.ts";
import { FakeModel } from "./support/fake-model.ts";
import { FakeNetwork, settleReplies, turns } from "./support/fake-network.ts";
import { list, NUMBER, record, start, STRING } from "./support/natural.ts";
import { type Any, H, makeTestRuntime, SPACE, type TestRuntime } from "./support/test-runtime.ts";

interface WithModel extends TestRuntime {
  readonly model: FakeModel;
}

async function withModel(body: (test: WithModel) => Promise<void>): Promise<void> {
  const model = new FakeModel();
  const test = await makeTestRuntime({}, { llm: model });
  try {
    await body({ ...test, model });
  } finally {
    await test.runtime.dispose();
  }
}

function ask(test: TestRuntime, call: string, parameters: (input: Any) => Any): Promise<Any> {
  return start(test, {
    body: (input) => ({ answer: H[call](parameters(input)) }),
    argumentSchema: record({ about: STRING }),
    argument: { about: "tea" },
  });
}

async function answered(test: TestRuntime, piece: Any): Promise<Any> {
  await settleReplies(test.clock);
  await test.runtime.settled();
  return (await piece.pull()).answer;
}

Deno.test("generateText sends prompt and parameters, and its result is the text", () =>
  withModel(async (test) => {
    const piece = await ask(test, "generateText", (input) => ({
      prompt: H.str`Say ${input.key("about")}`,
      system: "Be short",
      model: "m",
      maxTokens: 5,
      metadata: { a: input.key("about") },
    }));
    assert.deepEqual((await piece.pull()).answer, { pending: true });
    assert.deepEqual(test.model.last.request, {
      messages: [{ role: "user", content: "Say tea" }],
      system: "Be short",
      model: "m",
      maxTokens: 5,
      options: { metadata: { a: "tea" } },
    });
    test.model.last.reply({ content: [{ type: "text", text: "te" }, { type: "text", text: "a" }] });
    assert.deepEqual(await answered(test, piece), { pending: false, result: "tea" });
    assert.equal(test.model.asked.length, 1);
    assert.deepEqual(test.errors, []);
  }));

Deno.test("what has arrived shows as partial until the result replaces it", () =>
  withModel(async (test) => {
    const piece = await ask(test, "generateText", () => ({ prompt: "Count" }));
    const seen: Any[] = [];
    const cancel = piece.key("answer").sink((value: Any) => void seen.push(value));
    await test.runtime.idle();
    test.model.last.partial("1");
    test.model.last.partial("1 2");
    await settleReplies(test.clock, 1);
    test.model.last.partial("1 2 3");
    await settleReplies(test.clock);
    test.model.last.reply("1 2 3.");
    await settleReplies(test.clock);
    await test.runtime.settled();
    assert.deepEqual(seen, [
      { pending: true },
      { pending: true, partial: "1 2" },
      { pending: true, partial: "1 2 3" },
      { pending: false, result: "1 2 3." },
    ]);
    cancel();
  }));

for (
  const [what, inputs] of [
    ["an empty prompt", { prompt: "" }],
    ["no prompt", {}],
    ["no messages", { messages: [] }],
  ] as const
) {
  Deno.test(`${what} asks nothing`, () =>
    withModel(async (test) => {
      const piece = await ask(test, "llm", () => inputs);
      assert.deepEqual((await piece.pull()).answer, { pending: false });
      assert.deepEqual(test.model.asked, []);
    }));
}

const LIST_SCHEMA = record({ names: list(STRING), n: NUMBER });
const OBJECTS: readonly [what: string, reply: Any, expected: Any][] = [
  ["an object that fits", { content: "", object: { names: ["a"], n: 1 } }, { names: ["a"], n: 1 }],
  ["its JSON", '{"names":[],"n":2}', { names: [], n: 2 }],
  ["an object that does not fit", { content: "", object: { names: [1], n: 1 } }, /"names\.0"/],
  ["a text that is no JSON", "Sure!", /^The reply of the model is not JSON/],
];

for (const [what, reply, expected] of OBJECTS) {
  Deno.test(`generateObject with ${what}`, () =>
    withModel(async (test) => {
      const piece = await ask(test, "generateObject", () => ({ prompt: "?", schema: LIST_SCHEMA }));
      await piece.pull();
      assert.deepEqual(test.model.last.request.schema, LIST_SCHEMA);
      test.model.last.reply(reply);
      const answer = await answered(test, piece);
      if (expected instanceof RegExp) assert.match(answer.error.message, expected);
      else assert.deepEqual(answer, { pending: false, result: expected });
    }));
}

Deno.test("llm tells the model of tools, and gives its content as it is", () =>
  withModel(async (test) => {
    const tools = { find: { description: "Finds", inputSchema: record({ q: STRING }) } };
    const messages = [{ role: "user", content: [{ type: "text", text: "hi" }] }];
    const piece = await ask(test, "llm", () => ({ messages, tools }));
    await piece.pull();
    assert.deepEqual(test.model.last.request, { messages, tools });
    const content = [{ type: "tool-call", toolCallId: "1", toolName: "find", input: { q: "x" } }];
    test.model.last.reply({ content });
    assert.deepEqual(await answered(test, piece), { pending: false, result: content });
  }));

const WITH_TOOLS = `import {
  computed, generateObject, generateText, handler, lift, pattern, patternTool, Writable,
} from "commonfabric";
const note = handler<{ text: string }, { notes: Writable<string[]> }>(({ text }, { notes }) => {
  notes.push(text);
});
const double = pattern<{ x: number; label: string }>(({ x, label }) => ({
  out: computed(() => label + x * 2),
}));
export default pattern(() => {
  const notes = new Writable<string[]>([]);
  return {
    notes,
    text: generateText({
      prompt: "Count",
      tools: {
        note: { description: "Keeps", handler: note({ notes }) },
        double: patternTool(double, { label: "twice: " }),
      },
    }),
    object: generateObject<{ n: number }>({
      prompt: "Pick",
      tools: { double: patternTool(double, { label: "" }) },
    }),
    inside: computed(() => generateText({ prompt: "In", tools: { double: patternTool(double) } })),
  };
});
`;

function toolCall(toolCallId: string, toolName: string, input: Any): Any {
  return { type: "tool-call", toolCallId, toolName, input };
}

Deno.test("generateText and generateObject serve the tools that the model calls", async () => {
  const model = new FakeModel();
  const test = await compiledRuntime({}, { llm: model });
  await test.runFiles({ "/main.tsx": WITH_TOOLS });
  const piece: Any = test.runtime.getCell(SPACE, "piece");
  const cancel = piece.sink(() => {});
  await turns();
  const [text, object] = ["Count", "Pick"].map((prompt) =>
    model.asked.find(({ request }) => request.messages[0]!.content === prompt)!
  );
  assert.deepEqual(Object.keys(text!.request.tools!), ["note", "double"]);
  assert.deepEqual((text!.request.tools as Any).double.inputSchema.required, ["x"]);
  assert.deepEqual(model.asked.length, 2);

  text!.reply({
    content: [toolCall("1", "note", { text: "one" }), toolCall("2", "double", { x: 4 })],
  });
  object!.reply({ content: [toolCall("3", "double", { x: 5 })] });
  await turns();
  const served = model.asked.slice(2).map(({ request }) => {
    const { role, content } = request.messages.at(-1) as Any;
    return [role, content.map(({ toolCallId, output }: Any) => [toolCallId, output])];
  });
  assert.deepEqual(served.toSorted(([, [[a]]], [, [[b]]]) => Number(a) - Number(b)), [
    ["tool", [["1", null], ["2", { out: "twice: 8" }]]],
    ["tool", [["3", { out: "10" }]]],
  ]);
  for (const { request, reply } of model.asked.slice(2)) {
    reply(request.schema === undefined ? "counted" : { content: "", object: { n: 10 } });
  }
  await settleReplies(test.clock);
  await test.runtime.settled();
  const result = await piece.pull();
  assert.deepEqual(result.notes, ["one"]);
  assert.deepEqual(result.text, { pending: false, result: "counted" });
  assert.deepEqual(result.object, { pending: false, result: { n: 10 } });
  assert.match(result.inside.error.message, /serves tools where a pattern body calls it/);
  assert.equal(model.asked.length, 4);
  assert.deepEqual(test.errors, []);
  cancel();
  await test.runtime.dispose();
});

Deno.test("a tool that never answers ends with the question that it was called for", async () => {
  const model = new FakeModel();
  const network = new FakeNetwork();
  const test = await compiledRuntime({}, { llm: model, fetch: network.fetch });
  await test.runFiles({
    "/main.tsx":
      `import { fetchText, generateText, handler, pattern, patternTool, Writable } from "commonfabric";
const slow = pattern<{ x: number }>(() => fetchText({ url: "https://slow.example/" }));
const ask = handler<string, { prompt: Writable<string> }>((next, { prompt }) => prompt.set(next));
export default pattern(() => {
  const prompt = new Writable("First");
  return { answer: generateText({ prompt, tools: { slow: patternTool(slow) } }), ask: ask({ prompt }) };
});
`,
  });
  const piece: Any = test.runtime.getCell(SPACE, "piece");
  const cancel = piece.sink(() => {});
  await turns();
  model.last.reply({ content: [toolCall("1", "slow", { x: 1 })] });
  await turns();
  assert.deepEqual(network.urls, ["https://slow.example/"]);
  const requests = () =>
    test.runtime.snapshot().nodes.filter(({ id }) => id.startsWith("builtin:fetchText"));
  assert.equal(requests().length, 1);
  await test.runtime.sendEvent(piece.key("ask"), "Second");
  await turns();
  assert.equal(network.last.isAborted, true);
  assert.deepEqual(requests(), []);
  assert.equal(model.last.request.messages[0]!.content, "Second");
  model.last.reply("fine");
  await settleReplies(test.clock);
  await test.runtime.settled();
  assert.deepEqual((await piece.pull()).answer, { pending: false, result: "fine" });
  assert.deepEqual(test.errors, []);
  cancel();
  await test.runtime.dispose();
});

const REFUSED: readonly [call: string, inputs: Any, message: RegExp][] = [
  ["generateText", { prompt: 1 }, /^The prompt is neither a text nor a list of parts$/],
  ["llm", { messages: [{ role: "me", content: "" }] }, /^messages\[0\] has no role$/],
  ["llm", { messages: "hi" }, /^messages is not a list$/],
  ["generateText", { prompt: "x", tools: { a: {} } }, /^The tool "a" is neither a stream nor/],
];

for (const [call, inputs, message] of REFUSED) {
  Deno.test(`${call} refuses ${JSON.stringify(inputs)}`, () =>
    withModel(async (test) => {
      const piece = await ask(test, call, () => inputs);
      const { answer } = await piece.pull();
      assert.match(answer.error.message, message);
      assert.deepEqual(test.model.asked, []);
    }));
}

Deno.test("a model that fails is an error of the answer; one that is silent is told to stop", () =>
  withModel(async (test) => {
    const piece = await ask(test, "generateText", () => ({ prompt: "?" }));
    await piece.pull();
    test.model.last.fail("overloaded");
    const failed = await answered(test, piece);
    assert.deepEqual(failed, { pending: false, error: { message: "overloaded" } });
    const other = await ask(test, "generateText", () => ({ prompt: "!" }));
    await other.pull();
    test.clock.advance(200_000);
    test.model.last.partial("...");
    test.clock.advance(200_000);
    await settleReplies(test.clock);
    assert.equal(test.model.last.isAborted, false);
    test.clock.advance(100_000);
    assert.deepEqual(await answered(test, other), {
      pending: false,
      error: { message: "generateText got no answer within 300000 ms" },
    });
    assert.equal(test.model.last.isAborted, true);
    assert.deepEqual(test.errors, []);
  }));
