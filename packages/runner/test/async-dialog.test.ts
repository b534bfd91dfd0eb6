/** `llmDialog`: messages in, answers appended, tools served, generation that can be dropped. */
import assert from "node:assert/strict";
import { memoryStores } from "../../storage/test/support/memory-store.ts";
import { FakeModel } from "./support/fake-model.ts";
import { settleReplies, turns } from "./support/fake-network.ts";
import { handle, list, nested, NUMBER, record, send, STREAM, STRING } from "./support/natural.ts";
import {
  type Any,
  FakeClock,
  FakeSource,
  H,
  makeTestRuntime,
  runPattern,
  SPACE,
  type TestRuntime,
} from "./support/test-runtime.ts";

interface WithModel extends TestRuntime {
  readonly model: FakeModel;
}

type Shared = Parameters<typeof makeTestRuntime>[0];

async function withModel(
  body: (test: WithModel) => Promise<void>,
  shared: Shared = {},
): Promise<void> {
  const model = new FakeModel();
  const test = await makeTestRuntime(shared, { llm: model });
  try {
    await body({ ...test, model });
    assert.deepEqual(test.errors, []);
  } finally {
    await test.runtime.dispose();
  }
}

const MESSAGES = list(true);
const ARGUMENT = record({ messages: handle("cell", MESSAGES), n: handle("cell", NUMBER) });
const RESULT = record({
  messages: MESSAGES,
  n: NUMBER,
  pending: true,
  result: true,
  error: true,
  add: STREAM,
  cancel: STREAM,
}, ["add", "cancel"]);

function talking(parameters: (input: Any) => Any = () => ({})): (input: Any) => Any {
  return (input) => {
    const messages = input.key("messages");
    const dialog = H.llmDialog({ messages, system: "Be kind", ...parameters(input) });
    const { pending, result, error, addMessage, cancelGeneration } = dialog;
    return {
      messages,
      n: input.key("n"),
      pending,
      result,
      error,
      add: addMessage,
      cancel: cancelGeneration,
    };
  };
}

let names = 0;

async function talk(test: TestRuntime, parameters?: (input: Any) => Any): Promise<Any> {
  const name = `dialog${++names}`;
  const pattern = test.source.add(name, H.pattern(talking(parameters), ARGUMENT, RESULT));
  const piece = await runPattern(test, pattern, { messages: [], n: 0 }, name);
  return piece.asSchema(RESULT);
}

async function say(test: TestRuntime, piece: Any, message: unknown): Promise<void> {
  const outcome = await test.runtime.sendEvent(piece.key("add"), message);
  if (outcome.status !== "committed") throw outcome.error;
  await test.runtime.idle();
}

async function settle(test: TestRuntime): Promise<void> {
  await settleReplies(test.clock);
  await test.runtime.settled();
}

const user = (content: unknown) => ({ role: "user", content });
const assistant = (content: unknown) => ({ role: "assistant", content });

Deno.test("a message is asked for an answer, which is appended; nobody has to look", () =>
  withModel(async (test) => {
    const piece = await talk(test);
    assert.deepEqual(test.model.asked, []);
    await say(test, piece, user("hi"));
    assert.deepEqual(test.model.last.request, { messages: [user("hi")], system: "Be kind" });
    assert.equal((await piece.pull()).pending, true);
    test.model.last.reply("hello");
    await settle(test);
    const { messages, pending, result } = await piece.pull();
    assert.deepEqual(messages, [user("hi"), assistant("hello")]);
    assert.deepEqual([pending, result], [false, "hello"]);
    await say(test, piece, "more");
    assert.deepEqual(test.model.last.request.messages, [...messages, user("more")]);
    test.model.last.reply([{ type: "text", text: "sure" }] as Any);
    test.model.last.reply("ignored");
    await settle(test);
    assert.equal(test.model.asked.length, 2);
  }));

Deno.test("a message while the model thinks drops that answer and asks with both", () =>
  withModel(async (test) => {
    const piece = await talk(test);
    await say(test, piece, "a");
    await say(test, piece, "b");
    assert.deepEqual(test.model.asked.map(({ isAborted }) => isAborted), [true, false]);
    test.model.asked[0]!.reply("to a");
    test.model.last.reply("to both");
    await settle(test);
    assert.deepEqual((await piece.pull()).messages, [user("a"), user("b"), assistant("to both")]);
  }));

Deno.test("a cancelled generation is dropped and not started again by itself", () =>
  withModel(async (test) => {
    const piece = await talk(test);
    await say(test, piece, "a");
    await send(test, piece.key("cancel"));
    assert.equal(test.model.last.isAborted, true);
    test.model.last.reply("late");
    await settle(test);
    const { messages, pending } = await piece.pull();
    assert.deepEqual([messages, pending], [[user("a")], false]);
    test.runtime.stop(piece);
    await test.runtime.start(piece);
    await test.runtime.settled();
    assert.equal(test.model.asked.length, 1);
    await say(test, piece, "b");
    assert.equal(test.model.asked.length, 2);
  }));

Deno.test("an error stands beside the messages, and the next message is asked", () =>
  withModel(async (test) => {
    const piece = await talk(test);
    await say(test, piece, "a");
    test.model.last.fail("overloaded");
    await settle(test);
    const { messages, pending, error } = await piece.pull();
    assert.deepEqual([messages, pending, error], [[user("a")], false, { message: "overloaded" }]);
    await say(test, piece, "b");
    assert.deepEqual(test.model.last.request.messages, [user("a"), user("b")]);
  }));

Deno.test("a process that dies leaves a question, which the next one asks", async () => {
  const shared = { stores: memoryStores(), source: new FakeSource(), clock: new FakeClock() };
  const pattern = shared.source.add("dying", H.pattern(talking(), ARGUMENT, RESULT));
  await withModel(async (test) => {
    const piece = await runPattern(test, pattern, { messages: [], n: 0 }, "dying");
    await say(test, piece.asSchema(RESULT), "a");
    assert.equal(test.model.asked.length, 1);
  }, shared);
  await withModel(async (test) => {
    const bare: Any = test.runtime.getCell(SPACE, "dying");
    await bare.sync();
    await test.runtime.start(bare);
    await test.runtime.idle();
    assert.deepEqual(test.model.last.request.messages, [user("a")]);
    test.model.last.reply("b");
    await settle(test);
    const piece = bare.asSchema(RESULT);
    assert.deepEqual((await piece.pull()).messages, [user("a"), assistant("b")]);
  }, shared);
});

Deno.test("tools: a handler and a pattern serve calls, and the model sees what they gave", () =>
  withModel(async (test) => {
    const plus = H.handler(
      record({ by: NUMBER }),
      record({ n: handle("cell", NUMBER) }),
      ({ by }: Any, { n }: Any) => {
        n.set(n.get() + by);
        return { now: n.get() };
      },
      { resultSchema: true },
    );
    const double = H.lift((n: number) => n * 2, NUMBER, NUMBER);
    const doubled = nested(
      test,
      (input: Any) => ({ out: double(input.key("x")), label: input.key("label") }),
      record({ x: NUMBER, label: STRING }),
      record({ out: NUMBER, label: STRING }),
    );
    const piece = await talk(test, (input) => ({
      tools: {
        plus: { description: "Adds", handler: plus({ n: input.key("n") }) },
        doubled: H.patternTool(doubled, { label: "bound" }),
      },
    }));
    await say(test, piece, "go");
    assert.deepEqual(test.model.last.request.tools, {
      plus: { description: "Adds", inputSchema: record({ by: NUMBER }) },
      doubled: { inputSchema: record({ x: NUMBER }) },
    });
    const call = (toolCallId: string, toolName: string, input: Any) => ({
      type: "tool-call",
      toolCallId,
      toolName,
      input,
    });
    const calls = [
      call("1", "plus", { by: 3 }),
      call("2", "doubled", { x: 21 }),
      call("3", "no", {}),
    ];
    test.model.last.reply({ content: calls });
    await turns();
    assert.equal(test.model.asked.length, 2);
    const [said, served] = test.model.last.request.messages.slice(1) as Any[];
    assert.deepEqual(said, assistant(calls));
    assert.deepEqual(served.content.map(({ toolCallId, output }: Any) => [toolCallId, output]), [
      ["1", { now: 3 }],
      ["2", { out: 42, label: "bound" }],
      ["3", { error: 'There is no tool "no"' }],
    ]);
    assert.deepEqual((await piece.pull()).messages, [user("go")]);
    test.model.last.reply("done");
    await settle(test);
    const { messages, n, pending } = await piece.pull();
    assert.deepEqual(messages.map(({ role }: Any) => role), [
      "user",
      "assistant",
      "tool",
      "assistant",
    ]);
    assert.deepEqual([n, pending], [3, false]);
  }));

Deno.test("messages written in place belong to the instance", () =>
  withModel(async (test) => {
    const pattern = test.source.add(
      "own",
      H.pattern(
        () => {
          const dialog = H.llmDialog({ messages: [user("first")] });
          return { result: dialog.result, add: dialog.addMessage };
        },
        true,
        record({ result: true, add: STREAM }, ["add"]),
      ),
    );
    const piece = await runPattern(test, pattern, {}, "own");
    await test.runtime.idle();
    assert.deepEqual(test.model.last.request.messages, [user("first")]);
    test.model.last.reply("one");
    await settle(test);
    await say(test, piece.asSchema(record({ add: STREAM })), "second");
    assert.deepEqual(test.model.last.request.messages, [
      user("first"),
      assistant("one"),
      user("second"),
    ]);
  }));
