import assert from "node:assert/strict";
import { REGISTRY } from "@commonfabric/api";
import { canonicalBytes } from "@commonfabric/canonical";
import { patternGraph } from "../builders/artifact.ts";
import { makeCommonfabricModule } from "../builders/host-module.ts";
import { storedForm } from "../builders/stored-form.ts";
import { makeFrame, runInFrame } from "../frame-powers.ts";

type Any = Record<string, CallableFunction & Record<string, CallableFunction>>;

const { namespace, helpers } = makeCommonfabricModule({
  freezePlainData: <T>(value: T) => deepFreeze(value),
  hardenCallback: (callback) => void Object.freeze(callback),
  equals: Object.is,
});
const H = namespace as unknown as Any;

function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}

// deno-lint-ignore no-explicit-any -- graphs are compared by their data form
const graphOf = (pattern: unknown): any => JSON.parse(JSON.stringify(patternGraph(pattern)));

const NUMBER = { type: "number" };
const COUNTER_ARGUMENT = {
  type: "object",
  properties: { count: { type: "number", asCell: ["cell"] }, step: NUMBER },
};

Deno.test("the namespaces hold exactly the value rows of the registry", () => {
  const rows = REGISTRY.filter((row) => row.module === "commonfabric" && row.category !== "type");
  const names = (internal: boolean) =>
    rows.filter((row) => !row.name.includes(".") && (internal || row.category !== "internal"))
      .map((row) => row.name).toSorted();
  assert.deepEqual(Object.keys(namespace).toSorted(), names(false));
  assert.deepEqual(Object.keys(helpers).toSorted(), names(true));
  for (const row of rows.filter((row) => row.name.includes("."))) {
    const [owner, member] = row.name.split(".") as [string, string];
    assert.equal(typeof H[owner]![member], "function", row.name);
  }
});

Deno.test("a graph has the documented shape", () => {
  const double = H.lift!((n: number) => n * 2, NUMBER, NUMBER);
  const add = H.handler!(false, COUNTER_ARGUMENT, () => {});
  const counter = H.pattern!(
    (input: Any) => ({
      count: input.count,
      doubled: double(input.key!("count")),
      add: add({ count: input.count }),
    }),
    COUNTER_ARGUMENT,
    true,
  );
  const graph = graphOf(counter);
  assert.deepEqual(graph.internal.map((cell: { partialCause: unknown }) => cell.partialCause), [
    "doubled",
    { $kind: "stream", cause: "add" },
  ]);
  assert.deepEqual(graph.result.count.$alias.cell, "argument");
  assert.deepEqual(graph.result.count.$alias.path, ["count"]);
  assert.deepEqual(graph.nodes[0].outputs.$alias.cell, "doubled");
  assert.deepEqual(graph.nodes.map((node: { module: { type: string } }) => node.module.type), [
    "javascript",
    "javascript",
  ]);
  assert.ok(Object.isFrozen(patternGraph(counter)) && Object.isFrozen(patternGraph(counter).nodes));
});

Deno.test("a factory refuses a scope that does not exist", () => {
  const factories = [
    H.lift!((n: number) => n, NUMBER, NUMBER),
    H.handler!({}, {}, () => undefined),
    H.pattern!(() => ({}), {}, {}),
  ];
  for (const factory of factories) {
    assert.throws(() => factory.asScope("planet"), { name: "TypeError" });
    for (const scope of ["space", "user", "session"]) {
      assert.equal(typeof factory.asScope(scope), "function");
    }
  }
});

Deno.test("a body runs once, when its graph is first needed", () => {
  let runs = 0;
  const pattern = H.pattern!(() => ({ n: ++runs }));
  assert.equal(runs, 0);
  assert.equal(patternGraph(pattern), patternGraph(pattern));
  assert.equal(runs, 1);
});

Deno.test("a body that needs a value throws with the path of the value", () => {
  // deno-lint-ignore no-explicit-any -- bodies are foreign code
  const rows: [string, (input: any) => unknown, string][] = [
    ["addition", ({ a }) => ({ r: a.b + 1 }), "a.b"],
    ["template", ({ a }) => ({ r: `${a}` }), "a"],
    ["iteration", ({ a }) => ({ r: [...a] }), "a"],
    ["spread", (input) => ({ ...input }), "the input"],
    ["rest", ({ a: _a, ...rest }) => rest, "the input"],
    ["get on data", (input) => ({ r: input.key("a", 0).get() }), "a.0"],
    ["in", (input) => ({ r: "x" in input.a }), "a"],
    ["JSON", (input) => ({ r: JSON.stringify(input.a) }), "a"],
    ["write", ({ a }) => {
      a.x = 1;
      return {};
    }, "a"],
    ["array callback", ({ a }) => ({ r: a.map(() => 1) }), "a"],
    ["reference as key", (input) => ({ r: input.key(input.a) }), "a"],
  ];
  for (const [name, body, path] of rows) {
    assert.throws(() => patternGraph(H.pattern!(body)), {
      message: `Cannot read a value in a pattern body: ${path}`,
    }, name);
  }
});

Deno.test("get() of a handle is a reference, destructuring and SELF give references", () => {
  const pattern = H.pattern!((input: Any) => {
    const { count: { deep } } = input as unknown as { count: { deep: object } };
    const self = (input as unknown as Record<symbol, object>)[namespace.SELF as symbol];
    return { deep, self, value: input.key!("count").get() };
  }, COUNTER_ARGUMENT);
  const { result } = graphOf(pattern);
  assert.deepEqual(result.deep.$alias.path, ["count", "deep"]);
  assert.deepEqual(result.self.$alias.cell, "result");
  assert.deepEqual(result.value.$alias.path, ["count"]);
});

Deno.test("causes: explicit, result key, sole input key, number per kind", () => {
  const id = H.lift!((x: unknown) => x, true, true);
  const pattern = H.pattern!((input: Any) => {
    const named = id(input.a).for("named", true).for("ignored", true);
    const sole = id(input.b);
    const twice = id(input.c);
    const lost = H.handler!(false, true, () => {})({});
    id({ only: sole, first: twice });
    id({ second: twice, lost });
    return { key: id(input.d), named };
  });
  const causes = graphOf(pattern).internal.map((c: { partialCause: unknown }) => c.partialCause);
  assert.deepEqual(causes, [
    "named",
    "only",
    { $generated: 0 },
    { $kind: "stream", cause: "lost" },
    { $generated: 1 },
    { $generated: 2 },
    "key",
  ]);
});

Deno.test("one cause for two cells is an error at graph build; a second for() as well", () => {
  const two = H.pattern!(() => ({ a: H.cell!(1).for("x"), b: H.cell!(2).for("x") }));
  assert.throws(() => patternGraph(two), { name: "DuplicateCauseError", message: /"x"/ });
  const again = H.pattern!(() => ({ a: H.cell!(1).for("x").for("y") }));
  assert.throws(() => patternGraph(again), { name: "CauseAlreadySetError" });
  for (const cause of [{ $generated: 1 }, "receipt:x", "pattern:y"]) {
    const reserved = H.pattern!(() => ({ a: H.cell!(1).for(cause) }));
    assert.throws(() => patternGraph(reserved), { name: "ReservedCauseError" });
  }
  // A name that the compiler derives from a key of the result is no cause that an author chose.
  const derived = H.pattern!(() => ({ "receipt:x": H.cell!(1).for("receipt:x", true) }));
  assert.equal(graphOf(derived).internal[0].partialCause, "receipt:x");
});

Deno.test("argument counts tell the forms apart, with undefined as a value", () => {
  const pattern = H.pattern!((input: Any) => ({
    plain: H.ifElse!(input.c, undefined, "b"),
    emitted: H.ifElse!(true, true, true, NUMBER, input.c, 1, undefined),
    when: H.when!(true, true, NUMBER, input.c, 1),
    unless: H.unless!(input.c, undefined),
  }));
  const [plain, emitted, when] = graphOf(pattern).nodes;
  assert.deepEqual(Object.keys(plain.inputs), ["condition", "else"]);
  assert.equal(emitted.inputs.then, 1);
  assert.equal(when.inputs.value, 1);
  for (const [name, counts, got] of [["ifElse", "3 or 7", 2], ["when", "2 or 5", 3]] as const) {
    const bad = H.pattern!(() => ({ x: H[name]!(...Array(got)) }));
    assert.throws(() => patternGraph(bad), {
      message: `${name}: expected ${counts} arguments, got ${got}`,
    });
  }
});

Deno.test("a builder inside a running action throws", () => {
  for (const kind of ["pattern", "lift", "handler"] as const) {
    assert.throws(() => runInFrame(makeFrame({ kind: "computation" }), () => H[kind]!(() => {})), {
      message:
        `Cannot create a ${kind} inside a running action: define the ${kind} at module level.`,
    });
  }
});

Deno.test("what is neither data nor a reference is refused with its path", () => {
  let ran = false;
  const rows: [unknown, RegExp][] = [
    [{ a: [() => 1] }, /a\.0.*a function/],
    [{ a: Symbol("s") }, /a symbol/],
    [new Map(), /an instance of a class/],
    [{
      get a() {
        ran = true;
        return 1;
      },
    }, /an accessor/],
  ];
  for (const [value, message] of rows) {
    assert.throws(() => patternGraph(H.pattern!(() => value)), { message });
  }
  assert.equal(ran, false);
});

Deno.test("a reference of another pattern is refused", () => {
  let leaked: unknown;
  patternGraph(H.pattern!((input: Any) => {
    leaked = input.a;
    return {};
  }));
  assert.throws(() => patternGraph(H.pattern!(() => ({ leaked }))), { message: /another pattern/ });
});

Deno.test("toSchema is compile-time only; h builds plain nodes and calls function tags", () => {
  assert.throws(() => H.toSchema!(), { message: "toSchema() is compile-time only" });
  const h = helpers.h as CallableFunction & { fragment: string };
  assert.deepEqual(h("p", { id: "x" }, "text"), {
    type: "vnode",
    name: "p",
    props: { id: "x" },
    children: ["text"],
  });
  assert.deepEqual(h((props: unknown) => props, { a: 1 }, 2), { a: 1, children: [2] });
});

Deno.test("the stored form is canonical data with pointers in place of code", () => {
  const child = H.pattern!((input: Any) => ({ n: input.n }), COUNTER_ARGUMENT);
  const double = H.lift!((n: number) => n * 2, NUMBER, NUMBER);
  const parent = H.pattern!((input: Any) => ({
    child: (child as unknown as CallableFunction)({ n: double(input.n) }),
    list: input.key!("list").mapWithPattern!(child, { a: 1 }),
  }));
  const names = new Map<unknown, string>([[child, "child"], [double, "double"]]);
  const refOf = (artifact: object) => ({ identity: names.get(artifact)!, symbol: "default" });
  // deno-lint-ignore no-explicit-any -- a data form
  const form = storedForm(patternGraph(parent), refOf) as any;
  assert.doesNotThrow(() => canonicalBytes(form));
  assert.deepEqual(form.nodes[0].module.$implRef, { identity: "double", symbol: "default" });
  assert.deepEqual(form.nodes[1].module.pattern.$patternRef.identity, "child");
  assert.deepEqual(form.nodes[2].inputs.op.$patternRef.identity, "child");
});

Deno.test("a schema given to a reference is copied: no accessor and no later change reaches the graph", () => {
  const mine = { type: "number", default: 1 };
  const pattern = H.pattern!((input: Any) => ({ n: input.key!("n").asSchema!(mine) }));
  patternGraph(pattern);
  mine.default = 2;
  assert.match(JSON.stringify(graphOf(pattern)), /"default":1/);
  let reads = 0;
  const counting = {
    get default() {
      return ++reads;
    },
  };
  const stateful = H.pattern!((input: Any) => ({ n: input.key!("n").asSchema!(counting) }));
  assert.throws(() => patternGraph(stateful), { name: "UnstorableValueError" });
  assert.equal(reads, 0);
});
