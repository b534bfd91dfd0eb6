/** Calls whose answer comes from outside, in a host without them: answers as data, never silence. */
import assert from "node:assert/strict";
import { REGISTRY } from "@commonfabric/api";
import { FakeModel } from "./support/fake-model.ts";
import { type Any, H, makeTestRuntime, withRuntime } from "./support/test-runtime.ts";
import { handle, NUMBER, record, send, start, STREAM } from "./support/natural.ts";

const CALLS = REGISTRY.filter(({ callKind }) =>
  callKind === "generate" || callKind === "fetch-json" ||
  callKind === "runtime-call"
).map(({ name }) => name);
const PENDING = CALLS.filter((name) => name !== "navigateTo");

const message = (name: string) => `${name} is not available in this host`;

Deno.test("a pattern with every runtime call instantiates and each call answers with its error", async () => {
  await withRuntime(async (test) => {
    const body = () => {
      const member = (name: string) => [name, H[name]({ url: "https://a.example/" })] as const;
      return { answers: Object.fromEntries(CALLS.map(member)) };
    };
    const piece = await start(test, { body });
    const { answers } = await piece.pull();
    for (const name of PENDING) {
      assert.equal(answers[name].error.message, message(name));
      if (name !== "sqliteDatabase") assert.equal(answers[name].pending, false);
      assert.equal(answers[name].result, undefined);
    }
  });
});

Deno.test("a computation over a call's answer runs and sees the error", async () => {
  await withRuntime(async (test) => {
    const state = record({ error: record({ message: {} }), result: {} }, ["error"]);
    const shown = H.lift(({ result, error }: Any) => result ?? error.message, state, true);
    const piece = await start(test, {
      body: () => ({ shown: shown(H.fetchJson({ url: "https://a.example/" })) }),
    });
    assert.deepEqual(await piece.pull(), { shown: message("fetchJson") });
    assert.deepEqual(test.errors, []);
  });
});

Deno.test("a dialog has its streams beside the error", async () => {
  await withRuntime(async (test) => {
    const piece = await start(test, {
      body: () => {
        const dialog = H.llmDialog({ messages: [] });
        return { add: dialog.addMessage, cancel: dialog.cancelGeneration, error: dialog.error };
      },
      resultSchema: record({ add: STREAM, cancel: STREAM, error: true }),
    });
    const { add, cancel, error } = await piece.pull();
    assert.equal(typeof add.send, "function");
    assert.equal(typeof cancel.send, "function");
    assert.deepEqual(error, { message: message("llmDialog") });
  });
});

Deno.test("navigating from a handler keeps its writes and tells the host why nothing is shown", async () => {
  await withRuntime(async (test) => {
    const state = record({ n: handle("cell", NUMBER) });
    const go = H.handler(true, state, (_event: Any, { n }: Any) => {
      n.set(n.get() + 1);
      return H.navigateTo(n);
    });
    const piece = await start(test, {
      body: (input) => ({ n: input.key("n"), go: go({ n: input.key("n") }) }),
      argumentSchema: record({ n: handle("cell", NUMBER) }),
      resultSchema: record({ n: NUMBER, go: STREAM }),
      argument: { n: 1 },
    });
    await send(test, piece.key("go"));
    assert.equal((await piece.pull()).n, 2);
    assert.deepEqual(test.errors.map((error) => error.message), [message("navigateTo")]);
  });
});

Deno.test("a computation may not navigate, and running code gets answers as data", async () => {
  await withRuntime(async (test) => {
    const go = H.lift(() => H.navigateTo({}), false, true);
    const ask = H.lift(() => H.wish({ query: "#now" }).error.message, false, true);
    const piece = await start(test, { body: () => ({ go: go(), ask: ask() }) });
    const elsewhere = "call it in the body of a pattern and read its answer here";
    assert.deepEqual(await piece.pull(), {
      ask: `wish() is not available in a computation; ${elsewhere}`,
    });
    assert.match(String(test.errors[0]?.message), /navigateTo\(\) is not available in a/);
  });
});

Deno.test("a handler is told whether its host or other code could answer a call", async () => {
  const calls = ["fetchJson", "generateText", "llmDialog", "compileAndRun", "wish"];
  const ports = { fetch: () => new Promise<never>(() => {}), llm: new FakeModel() };
  for (const [given, isThere] of [[{}, false], [ports, true]] as const) {
    const test = await makeTestRuntime({}, given);
    const ask = H.handler(true, record({ said: handle("cell", true) }), (_: Any, { said }: Any) => {
      said.set(calls.map((name) => H[name]({ url: "https://a.example/" }).error.message));
    });
    const piece = await start(test, {
      body: (input) => ({ said: input.key("said"), ask: ask({ said: input.key("said") }) }),
      argumentSchema: record({ said: handle("cell", true) }, []),
      resultSchema: record({ said: true, ask: STREAM }, ["ask"]),
    });
    await send(test, piece.key("ask"));
    const elsewhere = (name: string, instead: string) =>
      isThere ? `${name}() is not available in a handler; ${instead}` : message(name);
    const inBody = "call it in the body of a pattern and read its answer here";
    assert.deepEqual((await piece.pull()).said, [
      elsewhere("fetchJson", "call it in the body of a pattern, or use fetch() here"),
      elsewhere("generateText", inBody),
      elsewhere("llmDialog", inBody),
      // The runtime of these tests compiles nothing, and has what a wish is looked for in.
      message("compileAndRun"),
      `wish() is not available in a handler; ${inBody}`,
    ]);
    assert.deepEqual(test.errors, []);
    await test.runtime.dispose();
  }
});

Deno.test("a call outside of a pattern body and of running code throws", () => {
  for (const name of CALLS) {
    assert.throws(() => H[name]({}), { name: "NoGraphError" }, name);
  }
});

Deno.test("a database that is missing answers its queries, and is bound like any reference", async () => {
  await withRuntime(async (test) => {
    const piece = await start(test, {
      body: () => {
        const db = H.sqliteDatabase({ notes: {} }).for("db", true);
        assert.throws(() => db.exec("DELETE FROM notes"), {
          message: message("sqliteDatabase"),
        });
        return { db, rows: db.query("SELECT 1"), error: db.error.message };
      },
    });
    const { rows, error } = await piece.pull();
    assert.equal(rows.error.message, message("sqliteQuery"));
    assert.equal(error, message("sqliteDatabase"));
  });
});

Deno.test("navigation in a pattern body is false, and its error is reported once it is demanded", async () => {
  await withRuntime(async (test) => {
    const piece = await start(test, { body: (input) => ({ shown: H.navigateTo(input.key("a")) }) });
    await test.runtime.settled();
    assert.equal(test.errors.length, 0);
    assert.deepEqual(await piece.pull(), { shown: false });
    assert.deepEqual(test.errors.map((error) => error.message), [message("navigateTo")]);
  });
});
