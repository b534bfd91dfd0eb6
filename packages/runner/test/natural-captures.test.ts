/** Captures of cells, values, elements, streams and instances in state and arguments. */
import assert from "node:assert/strict";
import { type Any, H, withRuntime } from "./support/test-runtime.ts";
import {
  findNode,
  handle,
  list,
  nested,
  NUMBER,
  record,
  send,
  start,
  STREAM,
  STRING,
  VNODE,
} from "./support/natural.ts";

Deno.test("an action captures cells, values, elements, streams and child instances", () =>
  withRuntime(async (test) => {
    const keep = H.handler(
      record({ text: STRING }),
      record({ saved: handle("cell", list(STRING)) }),
      ({ text }: Any, { saved }: Any) => saved.push(text),
    );
    const CHILD = record({ save: STREAM, saved: list(STRING) });
    const Child = nested(
      test,
      () => {
        const saved = new H.Writable([], list(STRING)).for("saved", true);
        return { save: keep({ saved }), saved };
      },
      true,
      CHILD,
    );
    const bump = H.handler(
      false,
      record({ n: handle("cell", NUMBER) }),
      (_e: Any, { n }: Any) => n.increment(),
    );
    const act = H.handler(
      record({ detail: record({ value: STRING }) }),
      record({
        child: record({ save: STREAM }),
        other: STREAM,
        state: record({ label: STRING, sub: record({ cell: handle("cell", STRING) }) }),
        optional: STRING,
      }, ["child", "other", "state"]),
      ({ detail }: Any, { child, other, state, optional }: Any) => {
        state.sub.cell.set(`${state.label}:${detail.value}:${optional}`);
        child.save.send({ text: detail.value });
        other.send();
      },
    );
    const piece = await start(test, {
      body: (input) => {
        const child = Child({});
        const n = new H.Writable(0, NUMBER).for("n", true);
        const text = new H.Writable("", STRING).for("text", true);
        const other = bump({ n }).for({ stream: "other" }, true);
        return {
          child,
          n,
          text,
          act: act({
            child: { save: child.key("save") },
            other,
            state: { label: input.key("label"), sub: { cell: text } },
            optional: input.key("absent"),
          }).for({ stream: "act" }, true),
        };
      },
      argumentSchema: record({ label: STRING, absent: STRING }, ["label"]),
      argument: { label: "L" },
    });
    await send(test, piece.key("act"), { type: "click", detail: { value: "v" } });
    assert.equal(await piece.key("text").pull(), "L:v:undefined");
    assert.deepEqual(await piece.key("child", "saved").pull(), ["v"]);
    assert.equal(await piece.key("n").pull(), 1);
    assert.deepEqual(test.errors, []);
  }));

Deno.test("a child writes the cell that its parent bound, however deep it was declared", () =>
  withRuntime(async (test) => {
    const { h } = H;
    const set = H.handler(
      false,
      record({ value: handle("cell", NUMBER) }),
      (_event: Any, { value }: Any) => value.set(value.get() + 1),
    );
    const Leaf = nested(
      test,
      (input) => ({
        $UI: h("button", { onClick: set({ value: input.key("model", "value") }) }),
        $NAME: "leaf",
      }),
      record({ model: record({ value: handle("cell", { ...NUMBER, default: 0 }) }) }),
    );
    const Middle = nested(
      test,
      (input) => ({ $UI: h("div", null, h(Leaf, { model: { value: input.key("value") } })) }),
      record({ value: handle("cell", NUMBER) }),
    );
    const piece = await start(test, {
      body: (input) => {
        const own = new H.Writable(5, NUMBER).for("own", true);
        return {
          own,
          given: input.key("given"),
          a: Middle({ value: own }).key("$UI"),
          b: Middle({ value: input.key("given") }).key("$UI"),
        };
      },
      argumentSchema: record({ given: { ...NUMBER, default: 10 } }, []),
    });
    for (const name of ["a", "b"]) {
      const ui = await piece.key(name).asSchema(VNODE).pull();
      await send(test, findNode(ui, "button").props.onClick);
    }
    assert.equal(await piece.key("own").pull(), 6);
    assert.equal(await piece.key("given").pull(), 11);
    assert.deepEqual(test.errors, []);
  }));

Deno.test("a handler whose state is incomplete says what is missing", () =>
  withRuntime(async (test) => {
    const save = H.handler(
      false,
      record({ title: STRING, owner: record({ name: STRING }), out: handle("cell", STRING) }),
      (_event: Any, { title, owner, out }: Any) => out.set(`${title} of ${owner.name}`),
    );
    const piece = await start(test, {
      body: (input) => {
        const out = new H.Writable("", STRING).for("out", true);
        return {
          title: input.key("title"),
          out,
          save: save({ title: input.key("title"), owner: { name: input.key("name") }, out }),
        };
      },
      argumentSchema: record({ title: STRING, name: STRING }, []),
      argument: { name: "N" },
    });
    const outcome = await test.runtime.sendEvent(piece.key("save"), undefined);
    assert.equal(outcome.status, "failed");
    assert.deepEqual(test.errors.map(({ name, message }) => [name, message]), [[
      "HandlerStateError",
      'The handler cannot run: its state has no value of the declared type for "title"',
    ]]);
    await test.runtime.editWithRetry((tx) => piece.key("title").withTx(tx).set("T"));
    await send(test, piece.key("save"));
    assert.equal(await piece.key("out").pull(), "T of N");
  }));

Deno.test("streams are passed down as inputs, sent to from actions, and may be left out", () =>
  withRuntime(async (test) => {
    const { h } = H;
    const save = H.handler(
      record({ text: STRING }),
      record({ log: handle("cell", list(STRING)) }),
      ({ text }: Any, { log }: Any) => log.push(text),
    );
    const forward = H.handler(
      record({ detail: record({ value: STRING }) }),
      record({ onSave: STREAM, onDone: STREAM }, ["onSave"]),
      ({ detail }: Any, { onSave, onDone }: Any) => {
        onSave.send({ text: detail.value });
        onDone?.send();
      },
    );
    const Form = nested(
      test,
      (input) => ({
        $UI: h(
          "form",
          null,
          h("cf-input", {
            "oncf-submit": forward({ onSave: input.key("onSave"), onDone: input.key("onDone") }),
          }),
          h("button", { onClick: input.key("onSave"), onFocus: input.key("onDone") }),
        ),
      }),
      record({
        onSave: { ...record({ text: STRING }), asCell: ["stream"] },
        onDone: { asCell: ["stream", "opaque"] },
      }, ["onSave"]),
    );
    const piece = await start(test, {
      body: () => {
        const log = new H.Writable([], list(STRING)).for("log", true);
        return { log, $UI: h("div", null, h(Form, { onSave: save({ log }) })) };
      },
      resultSchema: record({ log: list(STRING), $UI: VNODE }),
    });
    const { $UI: ui } = await piece.pull();
    await send(test, findNode(ui, "cf-input").props["oncf-submit"], { detail: { value: "a" } });
    const button = findNode(ui, "button");
    await send(test, button.props.onClick, { text: "b" });
    assert.equal(button.props.onFocus, undefined);
    assert.deepEqual((await piece.pull()).log, ["a", "b"]);
    assert.deepEqual(test.errors, []);
  }));
