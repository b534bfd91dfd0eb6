/** The plain values of the host modules: helpers, declarations, constructors. */
import assert from "node:assert/strict";
import { REGISTRY } from "@commonfabric/api";
import { patternGraph } from "../builders/artifact.ts";
import { makeLabelModule } from "../builders/label-declarations.ts";
import { freezePlainData } from "../sandbox/plain-data.ts";
import { makeFrame, runInFrame } from "../frame-powers.ts";
import { type Any, H, withRuntime } from "./support/test-runtime.ts";
import { start } from "./support/natural.ts";

const labels: Any = makeLabelModule({ freezePlainData });

function isDeepFrozen(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return true;
  return Object.isFrozen(value) && Object.values(value).every(isDeepFrozen);
}

Deno.test("the label module holds exactly the value rows of the registry", () => {
  const rows = REGISTRY.filter((row) => row.module === "commonfabric/cfc");
  const names = rows.filter((row) => row.category !== "type").map((row) => row.name);
  assert.deepEqual(Object.keys(labels).toSorted(), names.toSorted());
});

Deno.test("label declarations are deep-frozen data", () => {
  const declared = [
    labels.exchangeRule({ from: [{ to: "b" }] }),
    labels.exchangeRules([labels.exchangeRule({ a: labels.v("x") })]),
    labels.cfcAtom.user({ subject: { id: "a" } }),
    labels.cfcAtom.space(),
    labels.cfcPattern.hasRole(labels.v("p"), "owner"),
    labels.THIS_POLICY,
  ];
  declared.forEach((value) => assert.ok(isDeepFrozen(value)));
  assert.deepEqual(labels.cfcAtom.user({ subject: 1 }), { kind: "user", subject: 1 });
  assert.throws(() => labels.v(""), TypeError);
  assert.throws(() => labels.v(), TypeError);
  assert.throws(() => labels.exchangeRules({}), TypeError);
});

Deno.test("builders that the compiler lowers say so, and inside running code that they may not be made", () => {
  for (const name of ["computed", "derive", "action", "assert"]) {
    assert.throws(() => H[name](() => 1), { message: `${name}() is compile-time only` });
    const frame = makeFrame({ kind: "handler" });
    assert.throws(() => runInFrame(frame, () => H[name](() => 1)), {
      message:
        `Cannot create a ${name} inside a running action: define the ${name} at module level.`,
    });
  }
  assert.throws(() => H.toSchema(), { message: "toSchema() is compile-time only" });
});

Deno.test("a tool of a model keeps its pattern as a leaf of the graph", () => {
  const search = H.pattern((input: Any) => ({ found: input.key("q") }), true, true);
  const owner = H.pattern((input: Any) => ({
    tool: H.patternTool(search, { list: input.key("list") }),
  }));
  const { tool }: Any = patternGraph(owner).result;
  assert.equal(tool.pattern, search);
  assert.deepEqual(tool.extraParams.list.$alias.path, ["list"]);
  assert.throws(() => H.patternTool(() => ({})), TypeError);
  assert.throws(() => H.patternTool(search, 3), TypeError);
});

Deno.test("a test of several users names its participants", () => {
  const setup = H.pattern(() => ({}));
  const alice = H.pattern(() => ({ $TESTS: [] }));
  const test = H.multiUserTest({ setup, participants: { alice, bob: { pattern: alice } } });
  assert.deepEqual(test, {
    setup,
    participants: {
      alice: { pattern: alice, user: "alice" },
      bob: { pattern: alice, user: "bob" },
    },
  });
  assert.ok(Object.isFrozen(test) && Object.isFrozen(test.participants));
  assert.throws(() => H.multiUserTest({ participants: { alice: 3 } }), TypeError);
  assert.throws(() => H.multiUserTest({ setup: {}, participants: {} }), TypeError);
});

Deno.test("the environment is frozen, and its URL shared with nobody", () => {
  const environment = H.getPatternEnvironment();
  assert.ok(Object.isFrozen(environment) && environment.apiUrl instanceof URL);
  assert.notEqual(H.getPatternEnvironment().apiUrl, environment.apiUrl);
});

Deno.test("a variant of a piece is a view that renders it", () => {
  assert.deepEqual(H.uiVariant({ a: 1 }, "tile"), {
    type: "vnode",
    name: "cf-render",
    props: { $cell: { a: 1 }, variant: "tile" },
    children: [],
  });
  assert.throws(() => H.uiVariant({}, "huge"), TypeError);
});

Deno.test("recording an operand gives it back, and the record keeps texts only", () => {
  const parts: unknown[] = [];
  const operand = { deep: [1, "a"] };
  assert.equal(H.assertCapture(parts, "x.deep", operand), operand);
  H.assertCapture(parts, "n", 3);
  const record = H.assertRecord(0, "x.deep === n", parts);
  assert.deepEqual(record, {
    ok: false,
    source: "x.deep === n",
    parts: [
      { src: "x.deep", rendered: '{"deep":[1,"a"]}' },
      { src: "n", rendered: "3" },
    ],
  });
  assert.ok(isDeepFrozen(record));
});

Deno.test("every constructor makes a place of the graph, with its static forms", () => {
  const names = [
    "Cell",
    "Writable",
    "OpaqueCell",
    "ReadonlyCell",
    "WriteonlyCell",
    "ComparableCell",
  ];
  for (const name of names) {
    const pattern = H.pattern(() => ({
      made: new H[name](1, { type: "number" }),
      of: H[name].of(2),
      named: H[name].for("given"),
    }));
    const causes = patternGraph(pattern).internal.map(({ partialCause }) => partialCause);
    assert.deepEqual(causes, ["made", "of", "given"], name);
  }
  const streams = H.pattern(() => ({ made: new H.Stream(), named: H.Stream.for("given") }));
  assert.deepEqual(patternGraph(streams).internal.map(({ kind }) => kind), ["stream", "stream"]);
});

Deno.test("the constructors of cells choose the scope of the address", () => {
  const one = H.pattern(() => ({
    a: new H.Writable.perSpace(1),
    b: H.Cell.perUser.of(2),
    c: H.Cell.perSession.for("named"),
    d: new H.Writable(4),
  }));
  const { internal } = patternGraph(one);
  assert.deepEqual(internal.map(({ initial }) => initial), [1, 2, undefined, 4]);
  assert.deepEqual(internal.map(({ scope }) => scope), ["space", "user", "session", undefined]);
});

Deno.test("a table's rule runs once, on its columns as terms, and gives plain data", () => {
  let runs = 0;
  const table = H.cfSqlite.table({ id: H.cfSqlite.text(), owner: "text" }, (row: Any) => {
    runs++;
    return H.cfSqlite.all(H.cfSqlite.authoredBy(row.owner), H.cfSqlite.match(row.id, "a"));
  });
  assert.equal(runs, 1);
  assert.deepEqual(table.rule, {
    all: [{ authoredBy: [{ column: "owner" }] }, { match: [{ column: "id" }, "a"] }],
  });
  assert.ok(isDeepFrozen(table));
  assert.throws(() => H.cfSqlite.table(3), TypeError);
  assert.throws(() => H.cfSqlite.table({}, 3), TypeError);
});

Deno.test("debug strings of data are its JSON, of other values a mark, and never too long", () => {
  const data = { a: [1, -0, null, "x\n"], "b c": { d: true, e: undefined } };
  assert.equal(
    H.toCompactDebugString(data),
    '{"a":[1,-0,null,"x\\n"],"b c":{"d":true,"e":undefined}}',
  );
  const json = { a: [1, { b: "c" }], d: {}, e: [] };
  assert.equal(H.toIndentedDebugString(json), JSON.stringify(json, undefined, 2));
  const circle: Any[] = [];
  circle.push(circle);
  const rows: [unknown, string][] = [
    [circle, "[[circular]]"],
    [undefined, "undefined"],
    [10n, "10n"],
    [() => 1, "[function]"],
    [new Date(0), '"1970-01-01T00:00:00.000Z"'],
    [new Date(NaN), "Invalid Date"],
    [new Uint8Array(3), "[3 bytes]"],
    [new Map(), "[object]"],
    [new TypeError("no"), "[error: no]"],
    [Symbol("s"), "Symbol(s)"],
  ];
  for (const [value, text] of rows) assert.equal(H.toCompactDebugString(value), text);
  assert.equal(H.toCompactDebugString("abcdefghij", 8), '"abcd...');
  assert.equal(H.toCompactDebugString("abc", 2), "..");
  let chain: Any = 1;
  for (let depth = 0; depth < 100_000; depth++) chain = { next: chain };
  assert.ok(H.toIndentedDebugString(chain).length <= 20_000);
});

Deno.test("a debug string runs no code of what it prints", () => {
  const hostile = {
    get secret() {
      throw new Error("read");
    },
    toJSON: () => "replaced",
    toString: () => "replaced",
  };
  assert.equal(
    H.toCompactDebugString(hostile),
    '{"secret":undefined,"toJSON":[function],"toString":[function]}',
  );
  const refusing = new Proxy({}, {
    getPrototypeOf: () => {
      throw new Error("no");
    },
  });
  assert.equal(H.toCompactDebugString(refusing), "[object]");
});

Deno.test("printing in a pattern body names the place and adds no dependency", async () => {
  await withRuntime(async (test) => {
    let text = "";
    const piece = await start(test, {
      body: (input) => {
        text = H.toCompactDebugString({ at: input.key("a").key("b") });
        return { text };
      },
    });
    assert.deepEqual(await piece.pull(), { text: '{"at":[reference a.b]}' });
  });
});
