/** Programs, and the schemas that their calls get: each call of the emitted module in order. */

export interface CallCase {
  readonly text: string;
  /** The name of each call with its literal arguments as JSON. */
  readonly calls: readonly string[];
}

export const CALL_CASES: readonly CallCase[] = [
  {
    text:
      "const triple = (n: number) => 3 * n;\nfunction one() { return 1; }\nexport default pattern<{ n: number }>(({ n }) => ({ a: derive(n, triple), b: derive(n, one), c: computed(one) }));",
    calls: [
      'lift true {"type":"number"}',
      'lift true {"type":"number"}',
      'lift false {"type":"number"}',
      'pattern {"type":"object","properties":{"n":{"type":"number"}},"required":["n"]} {"type":"object","properties":{"a":{"type":"number"},"b":{"type":"number"},"c":{"type":"number"}},"required":["a","b","c"]}',
    ],
  },
  {
    text: "export default pattern<{ a: string }, { x: number }>(() => ({ x: 1 }));",
    calls: [
      'pattern {"type":"object","properties":{"a":{"type":"string"}},"required":["a"]} {"type":"object","properties":{"x":{"type":"number"}},"required":["x"]}',
    ],
  },
  {
    text:
      'export default pattern<{ a: string; n: number | Default<3> }>(({ a }) => ({ x: a, lit: "q", any: JSON.parse("1") }));',
    calls: [
      'pattern {"type":"object","properties":{"a":{"type":"string"},"n":{"type":"number","default":3}},"required":["a","n"]} {"type":"object","properties":{"x":{"type":"string"},"lit":{"type":"string"},"any":true},"required":["x","lit","any"]}',
    ],
  },
  {
    text: "export default pattern<{ a: string }>(() => ({ x: 1 }));",
    calls: [
      'pattern {"type":"object","properties":{"a":{"type":"string"}},"required":["a"]} {"type":"object","properties":{"x":{"type":"number"}},"required":["x"]}',
    ],
  },
  {
    text:
      "export default pattern((input: { a: string; b: Default<number, 2> }) => ({ deep: { a: input.a } }));",
    calls: [
      'pattern {"type":"object","properties":{"a":{"type":"string"},"b":{"type":"number","default":2}},"required":["a","b"]} {"type":"object","properties":{"deep":{"type":"object","properties":{"a":{"type":"string"}},"required":["a"]}},"required":["deep"]}',
    ],
  },
  {
    text: 'export default pattern(() => ({ x: "a", [NAME]: "n" }));',
    calls: [
      'pattern false {"type":"object","properties":{"x":{"type":"string"},"$NAME":{"type":"string"}},"required":["x","$NAME"]}',
    ],
  },
  {
    text: "export default pattern((_input: { a: string }) => ({ x: 1 }));",
    calls: [
      'pattern {"type":"object","properties":{"a":{"type":"string"}},"required":["a"]} {"type":"object","properties":{"x":{"type":"number"}},"required":["x"]}',
    ],
  },
  {
    text:
      'export default pattern<{ kind: string; n: number }>(({ kind = "note", n }) => ({ kind, n }));',
    calls: [
      'pattern {"type":"object","properties":{"kind":{"type":"string","default":"note"},"n":{"type":"number"}},"required":["kind","n"]} {"type":"object","properties":{"kind":{"type":"string"},"n":{"type":"number"}},"required":["kind","n"]}',
    ],
  },
  {
    text:
      'export default pattern(({ a }) => ({ a }), { type: "object", properties: { a: { type: "string" } } }, true);',
    calls: [
      'pattern {"type":"object","properties":{"a":{"type":"string"}}} true',
    ],
  },
  {
    text: "export default render<{ t: string }>(({ t }) => <p>{t}</p>);",
    calls: [
      'render {"type":"object","properties":{"t":{"type":"string"}},"required":["t"]} {"$ref":"https://commonfabric.org/schemas/vnode.json"}',
    ],
  },
  {
    text: "export const f = lift<{ a: string; b: number }, string>(({ a }) => a);",
    calls: [
      'lift {"type":"object","properties":{"a":{"type":"string"}},"required":["a"]} {"type":"string"} {"completeSchedulerScopeSummary":true}',
    ],
  },
  {
    text: "export const f = lift((x: { a: string; b: number }) => x.b > 1);",
    calls: [
      'lift {"type":"object","properties":{"b":{"type":"number"}},"required":["b"]} {"type":"boolean"} {"completeSchedulerScopeSummary":true}',
    ],
  },
  {
    text:
      "export const f = lift((x: { rows: { t: string; u: string }[] }) => x.rows.map((r) => r.t));",
    calls: [
      'lift {"type":"object","properties":{"rows":{"type":"array","items":{"type":"object","properties":{"t":{"type":"string"}},"required":["t"]}}},"required":["rows"]} {"type":"array","items":{"type":"string"}} {"completeSchedulerScopeSummary":true}',
    ],
  },
  {
    text: "export const f = lift(() => 5);",
    calls: [
      'lift false {"type":"number"} {"completeSchedulerScopeSummary":true}',
    ],
  },
  {
    text: "export const f = lift((_x: { a: string }) => 5);",
    calls: [
      'lift false {"type":"number"} {"completeSchedulerScopeSummary":true}',
    ],
  },
  {
    text: "export const f = lift<{ a: string; b: string }>(() => 5);",
    calls: [
      'lift {"type":"object","properties":{"a":{"type":"string"},"b":{"type":"string"}},"required":["a","b"]} {"type":"number"} {"completeSchedulerScopeSummary":true}',
    ],
  },
  {
    text:
      "export const f = lift((x: { lines: string[]; customer: { name: string; age: number }; rest: number }) => x.lines.length > 0 && x.customer.name);",
    calls: [
      'lift {"type":"object","properties":{"lines":{"type":"array","items":{"type":"unknown"}},"customer":{"type":"object","properties":{"name":{"type":"string"}},"required":["name"]}},"required":["lines","customer"]} {"anyOf":[{"type":"boolean","enum":[false]},{"type":"string"}]} {"completeSchedulerScopeSummary":true}',
    ],
  },
  {
    text:
      "function check(value: unknown): boolean { return value !== undefined; }\nexport const f = lift(check);",
    calls: [
      'lift true {"type":"boolean"}',
    ],
  },
  {
    text: "const norm = (o: { a: string }) => o.a;\nexport const f = lift(norm);",
    calls: [
      'lift true {"type":"string"}',
    ],
  },
  {
    text:
      "function put(o: { c: Writable<number>; d: string }) { return o.c.get(); }\nexport const f = lift(put);",
    calls: [
      'lift {"type":"object","properties":{"c":{"type":"number","asCell":["cell"]},"d":{"type":"string"}},"required":["c","d"]} {"type":"number"}',
    ],
  },
  {
    text:
      "const norm = (o: { a: string }) => o.a;\nexport const f = lift<{ a: string; b: number }, string>(norm);",
    calls: [
      'lift {"type":"object","properties":{"a":{"type":"string"},"b":{"type":"number"}},"required":["a","b"]} {"type":"string"}',
    ],
  },
  {
    text:
      "export const h = handler<{ id: string }, { items: Writable<{ title: string; done: boolean }[]>; log: Writable<string[]> }>(({ id }, { items, log }) => {\n  const hit = items.get().find((i) => i.title === id);\n  if (hit) log.push(hit.title);\n});",
    calls: [
      'handler {"type":"object","properties":{"id":{"type":"string"}},"required":["id"]} {"type":"object","properties":{"items":{"type":"array","items":{"type":"object","properties":{"title":{"type":"string"}},"required":["title"]},"asCell":["readonly"]},"log":{"type":"array","items":{"type":"string"},"asCell":["writeonly"]}},"required":["items","log"]}',
    ],
  },
  {
    text:
      "export const h = handler<{ id: string }, { n: Writable<number> }, { ok: boolean }>((_, { n }) => { n.set(1); return { ok: true }; });",
    calls: [
      'handler {"type":"object","properties":{"id":{"type":"string"}},"required":["id"]} {"type":"object","properties":{"n":{"type":"number","asCell":["writeonly"]}},"required":["n"]} {"resultSchema":{"type":"object","properties":{"ok":{"type":"boolean"}},"required":["ok"]}}',
    ],
  },
  {
    text:
      "export const h = handler((e: { x: number }, s: { n: Writable<number>; unused: string }) => { s.n.set(e.x); });",
    calls: [
      'handler {"type":"object","properties":{"x":{"type":"number"}},"required":["x"]} {"type":"object","properties":{"n":{"type":"number","asCell":["writeonly"]}},"required":["n"]}',
    ],
  },
  {
    text:
      "export const h = handler<{ detail: { v: string } }, { n: Writable<number> }, void>(() => {});",
    calls: [
      'handler {"type":"object","properties":{"detail":{"type":"object","properties":{"v":{"type":"string"}},"required":["v"]}},"required":["detail"]} {"type":"object","properties":{"n":{"type":"number","asCell":["cell"]}},"required":["n"]}',
    ],
  },
  {
    text:
      "export const h = handler((_event, s: { n: Writable<number> }) => { s.n.set(s.n.get() + 1); });",
    calls: [
      'handler false {"type":"object","properties":{"n":{"type":"number","asCell":["cell"]}},"required":["n"]}',
    ],
  },
  {
    text:
      'export const h = handler({ type: "object" }, { type: "object" }, (e, s) => { s.x = e; });',
    calls: [
      'handler {"type":"object"} {"type":"object"}',
    ],
  },
  {
    text: [
      "export default pattern<{ items: { t: string; d: boolean }[]; sel: Writable<string>; rate: number }>(({ items, sel, rate }) => ({",
      "  list: items.map((it, i) => ({ go: action(() => sel.set(it.t)), label: `${i} ${rate}` })),",
      "}));",
    ].join("\n"),
    calls: [
      'handler false {"type":"object","properties":{"sel":{"type":"string","asCell":["writeonly"]},"it":{"type":"object","properties":{"t":{"type":"string"}},"required":["t"]}},"required":["sel","it"]}',
      'lift {"type":"object","properties":{"i":{"type":"number"},"rate":{"type":"number"}},"required":["i","rate"]} {"type":"string"} {"completeSchedulerScopeSummary":true}',
      'pattern {"type":"object","properties":{"element":{"type":"object","properties":{"t":{"type":"string"},"d":{"type":"boolean"}},"required":["t","d"]},"index":{"type":"number"},"params":{"type":"object","properties":{"sel":{"type":"string","asCell":["writeonly"]},"rate":{"type":"number"}},"required":["sel","rate"]}},"required":["element","params"]} {"type":"object","properties":{"go":{"asCell":["stream","opaque"]},"label":{"type":"string"}},"required":["go","label"]}',
      'pattern {"type":"object","properties":{"items":{"type":"array","items":{"type":"object","properties":{"t":{"type":"string"},"d":{"type":"boolean"}},"required":["t","d"]}},"sel":{"type":"string","asCell":["cell"]},"rate":{"type":"number"}},"required":["items","sel","rate"]} {"type":"object","properties":{"list":{"type":"array","items":{"type":"object","properties":{"go":{"asCell":["stream","opaque"]},"label":{"type":"string"}},"required":["go","label"]}}},"required":["list"]}',
    ],
  },
  {
    text:
      `export default pattern<{ n: Default<number, 0>; user: { name: string; tags: string[]; age: number }; opt?: string }>((input) => ({
  a: computed(() => input.n + 1),
  b: computed(() => input.user.name + input.user.tags.length),
  c: computed(() => input.opt ?? "x"),
}));`,
    calls: [
      'lift {"type":"object","properties":{"input":{"type":"object","properties":{"n":{"type":"number","default":0}},"required":["n"]}},"required":["input"]} {"type":"number"} {"completeSchedulerScopeSummary":true}',
      'lift {"type":"object","properties":{"input":{"type":"object","properties":{"user":{"type":"object","properties":{"name":{"type":"string"},"tags":{"type":"array","items":{"type":"unknown"}}},"required":["name","tags"]}},"required":["user"]}},"required":["input"]} {"type":"string"} {"completeSchedulerScopeSummary":true}',
      'lift {"type":"object","properties":{"input":{"type":"object","properties":{"opt":{"type":"string"}}}},"required":["input"]} {"type":"string"} {"completeSchedulerScopeSummary":true}',
      'pattern {"type":"object","properties":{"n":{"type":"number","default":0},"user":{"type":"object","properties":{"name":{"type":"string"},"tags":{"type":"array","items":{"type":"string"}},"age":{"type":"number"}},"required":["name","tags","age"]},"opt":{"type":"string"}},"required":["n","user"]} {"type":"object","properties":{"a":{"type":"number"},"b":{"type":"string"},"c":{"type":"string"}},"required":["a","b","c"]}',
    ],
  },
  {
    text:
      'export default pattern<{ n: Default<number, 0>; opt?: Default<string, "q"> }>(({ n, opt }) => ({ a: computed(() => n + opt) }));',
    calls: [
      'lift {"type":"object","properties":{"n":{"type":"number","default":0},"opt":{"type":"string","default":"q"}},"required":["n","opt"]} {"type":"string"} {"completeSchedulerScopeSummary":true}',
      'pattern {"type":"object","properties":{"n":{"type":"number","default":0},"opt":{"type":"string","default":"q"}},"required":["n"]} {"type":"object","properties":{"a":{"type":"string"}},"required":["a"]}',
    ],
  },
  {
    text:
      "export default pattern<{ n: number; o: { p: string } }>(({ n, o }) => {\n  const half = computed(() => n / 2);\n  const doc = computed((): { t: string } => JSON.parse(o.p));\n  return { a: half ?? 0, b: doc?.t, c: half === undefined, d: half + 1, e: o?.p, f: n ?? 0 };\n});",
    calls: [
      'lift {"type":"object","properties":{"n":{"type":"number"}},"required":["n"]} {"type":"number"} {"completeSchedulerScopeSummary":true}',
      'lift {"type":"object","properties":{"o":{"type":"object","properties":{"p":{"type":"string"}},"required":["p"]}},"required":["o"]} {"type":"object","properties":{"t":{"type":"string"}},"required":["t"]} {"completeSchedulerScopeSummary":true}',
      'lift {"type":"object","properties":{"half":{"type":"number"}}} {"type":"number"} {"completeSchedulerScopeSummary":true}',
      'lift {"type":"object","properties":{"half":{"type":"number"}}} {"type":"boolean"} {"completeSchedulerScopeSummary":true}',
      'lift {"type":"object","properties":{"half":{"type":"number"}},"required":["half"]} {"type":"number"} {"completeSchedulerScopeSummary":true}',
      'lift {"type":"object","properties":{"n":{"type":"number"}},"required":["n"]} {"type":"number"} {"completeSchedulerScopeSummary":true}',
      'pattern {"type":"object","properties":{"n":{"type":"number"},"o":{"type":"object","properties":{"p":{"type":"string"}},"required":["p"]}},"required":["n","o"]} {"type":"object","properties":{"a":{"type":"number"},"b":{"type":"string"},"c":{"type":"boolean"},"d":{"type":"number"},"e":{"type":"string"},"f":{"type":"number"}},"required":["a","b","c","d","e","f"]}',
    ],
  },
  {
    text:
      "export default pattern<{ rec: Record<string, number>; o: { p: number } }>(({ rec, o }) => {\n  const { ann, bob: b } = rec;\n  const { p } = o;\n  return { a: computed(() => ann ?? 0), b: computed(() => b ?? p) };\n});",
    calls: [
      'lift {"type":"object","properties":{"ann":{"type":"number"}}} {"type":"number"} {"completeSchedulerScopeSummary":true}',
      'lift {"type":"object","properties":{"b":{"type":"number"},"p":{"type":"number"}},"required":["p"]} {"type":"number"} {"completeSchedulerScopeSummary":true}',
      'pattern {"type":"object","properties":{"rec":{"type":"object","properties":{},"additionalProperties":{"type":"number"}},"o":{"type":"object","properties":{"p":{"type":"number"}},"required":["p"]}},"required":["rec","o"]} {"type":"object","properties":{"a":{"type":"number"},"b":{"type":"number"}},"required":["a","b"]}',
    ],
  },
  {
    text:
      "export default pattern<{ rows: { x: number }[]; rec: Record<string, { y: number }> }>(({ rows: [first], rec }) => ({\n  a: computed(() => first?.x ?? 0),\n  b: computed(() => rec.key?.y ?? 0),\n}));",
    calls: [
      'lift {"type":"object","properties":{"first":{"type":"object","properties":{"x":{"type":"number"}},"required":["x"]}}} {"type":"number"} {"completeSchedulerScopeSummary":true}',
      'lift {"type":"object","properties":{"rec":{"type":"object","properties":{"key":{"type":"object","properties":{"y":{"type":"number"}},"required":["y"]}}}},"required":["rec"]} {"type":"number"} {"completeSchedulerScopeSummary":true}',
      'pattern {"type":"object","properties":{"rows":{"type":"array","items":{"type":"object","properties":{"x":{"type":"number"}},"required":["x"]}},"rec":{"type":"object","properties":{},"additionalProperties":{"type":"object","properties":{"y":{"type":"number"}},"required":["y"]}}},"required":["rows","rec"]} {"type":"object","properties":{"a":{"type":"number"},"b":{"type":"number"}},"required":["a","b"]}',
    ],
  },
  {
    text: `export default pattern(() => ({
  a: new Writable<string | Default<"z">>("q"),
  b: new Writable(0),
  c: new Writable<string[]>([]),
  d: Cell.of("x"),
  e: cell({ n: 1, s: "t" }),
  f: new Writable<number>(),
}));`,
    calls: [
      'Writable {"type":"string","default":"z"}',
      'Writable {"type":"number"}',
      'Writable {"type":"array","items":{"type":"string"}}',
      'of {"type":"string"}',
      'cell {"n":1,"s":"t"} {"type":"object","properties":{"n":{"type":"number"},"s":{"type":"string"}},"required":["n","s"]}',
      'Writable {"type":"number"}',
      'pattern false {"type":"object","properties":{"a":{"type":"string","asCell":["cell"],"default":"z"},"b":{"type":"number","asCell":["cell"]},"c":{"type":"array","items":{"type":"string"},"asCell":["cell"]},"d":{"type":"string","asCell":["cell"]},"e":{"type":"object","properties":{"n":{"type":"number"},"s":{"type":"string"}},"required":["n","s"],"asCell":["cell"]},"f":{"type":"number","asCell":["cell"]}},"required":["a","b","c","d","e","f"]}',
    ],
  },
  {
    text: `export default pattern(() => {
  const typed: Writable<"a" | "b"> = new Writable("a");
  return { typed };
});`,
    calls: [
      'Writable {"enum":["a","b"]}',
      'pattern false {"type":"object","properties":{"typed":{"enum":["a","b"],"asCell":["cell"]}},"required":["typed"]}',
    ],
  },
  {
    text: 'export default pattern(() => ({ a: Cell.for<number>("cause") }));',
    calls: [
      'asSchema {"type":"number"}',
      'pattern false {"type":"object","properties":{"a":{"type":"number","asCell":["cell"]}},"required":["a"]}',
    ],
  },
  {
    text:
      "export default pattern(() => {\n  const e = new Writable(0);\n  return {\n    a: action(() => { e.set(e.get() + 1); }),\n    b: action<{ v: number }>(({ v }) => e.set(v)),\n    c: action<{ v: number }, { ok: boolean }>(({ v }) => { e.set(v); return { ok: true }; }),\n    d: action<{ v: number }>(() => e.set(1)),\n  };\n});",
    calls: [
      'handler false {"type":"object","properties":{"e":{"type":"number","asCell":["cell"]}},"required":["e"]}',
      'handler {"type":"object","properties":{"v":{"type":"number"}},"required":["v"]} {"type":"object","properties":{"e":{"type":"number","asCell":["writeonly"]}},"required":["e"]}',
      'handler {"type":"object","properties":{"v":{"type":"number"}},"required":["v"]} {"type":"object","properties":{"e":{"type":"number","asCell":["writeonly"]}},"required":["e"]} {"resultSchema":{"type":"object","properties":{"ok":{"type":"boolean"}},"required":["ok"]}}',
      'handler {"type":"object","properties":{"v":{"type":"number"}},"required":["v"]} {"type":"object","properties":{"e":{"type":"number","asCell":["writeonly"]}},"required":["e"]}',
      'Writable {"type":"number"}',
      'pattern false {"type":"object","properties":{"a":{"asCell":["stream","opaque"]},"b":{"type":"object","properties":{"v":{"type":"number"}},"required":["v"],"asCell":["stream"]},"c":{"type":"object","properties":{"v":{"type":"number"}},"required":["v"],"asCell":["stream"]},"d":{"type":"object","properties":{"v":{"type":"number"}},"required":["v"],"asCell":["stream"]}},"required":["a","b","c","d"]}',
    ],
  },
  {
    text:
      "export default pattern<{ name: string }>(({ name }) => ({\n  [UI]: <div>\n    <button onClick={() => {}}>x</button>\n    <button onClick={(_e) => {}}>{name}</button>\n    <button onClick={(e: { detail: { x: number } }) => { console.log(e.detail.x); }}>x</button>\n  </div>,\n}));",
    calls: [
      'handler false {"type":"object","properties":{}}',
      'handler false {"type":"object","properties":{}}',
      'handler {"type":"object","properties":{"detail":{"type":"object","properties":{"x":{"type":"number"}},"required":["x"]}},"required":["detail"]} {"type":"object","properties":{}}',
      'pattern {"type":"object","properties":{"name":{"type":"string"}},"required":["name"]} {"type":"object","properties":{"$UI":{"anyOf":[{"$ref":"https://commonfabric.org/schemas/vnode.json"},{"type":"object","properties":{"$UI":{"$ref":"https://commonfabric.org/schemas/vnode.json"}},"required":["$UI"]},{"type":"object","properties":{}}]}},"required":["$UI"]}',
    ],
  },
  {
    text: `export default pattern<{ on: boolean; name: string }>(({ on, name }) => ({
  a: on ? name : "none",
  b: ifElse(on, 1, name),
  c: when(on, name),
  d: unless(on, name),
}));`,
    calls: [
      'ifElse {"type":"boolean"} {"type":"string"} {"type":"string"} {"type":"string"}',
      'ifElse {"type":"boolean"} {"type":"number"} {"type":"string"} {"anyOf":[{"type":"number","enum":[1]},{"type":"string"}]}',
      'when {"type":"boolean"} {"type":"string"} {"type":["boolean","string"]}',
      'unless {"type":"boolean"} {"type":"string"} {"type":["boolean","string"]}',
      'pattern {"type":"object","properties":{"on":{"type":"boolean"},"name":{"type":"string"}},"required":["on","name"]} {"type":"object","properties":{"a":{"type":"string"},"b":{"anyOf":[{"type":"number","enum":[1]},{"type":"string"}]},"c":{"type":["boolean","string"]},"d":{"type":["boolean","string"]}},"required":["a","b","c","d"]}',
    ],
  },
  {
    text: `export default pattern<{ name: string }>(({ name }) => {
  const w = wish<{ title: string }>({ query: "#x" });
  const o = generateObject<{ mood: "a" | "b" }>({ prompt: name });
  const j = fetchJson<{ ok: boolean }>({ url: "u" });
  const s = streamData<{ tick: number }>({ url: "u" });
  return { w: w.result, o: o.result, j: j.result, s: s.result };
});`,
    calls: [
      'wish {"query":"#x"} {"type":"object","properties":{"title":{"type":"string"}},"required":["title"]}',
      'generateObject {"schema":{"type":"object","properties":{"mood":{"enum":["a","b"]}},"required":["mood"]}}',
      'fetchJson {"url":"u","schema":{"type":"object","properties":{"ok":{"type":"boolean"}},"required":["ok"]}}',
      'streamData {"url":"u","schema":{"type":"object","properties":{"tick":{"type":"number"}},"required":["tick"]}}',
      'pattern {"type":"object","properties":{"name":{"type":"string"}},"required":["name"]} {"type":"object","properties":{"w":{"anyOf":[{"type":"object","properties":{"title":{"type":"string"}},"required":["title"]},{"type":"undefined"}]},"o":{"anyOf":[{"type":"object","properties":{"mood":{"enum":["a","b"]}},"required":["mood"]},{"type":"undefined"}]},"j":{"anyOf":[{"type":"object","properties":{"ok":{"type":"boolean"}},"required":["ok"]},{"type":"undefined"}]},"s":{"anyOf":[{"type":"object","properties":{"tick":{"type":"number"}},"required":["tick"]},{"type":"undefined"}]}},"required":["w","o","j","s"]}',
    ],
  },
  {
    text:
      'export default pattern<{ db: SqliteDb }>(({ db }) => ({ rows: sqliteQuery<{ a: string }>({ db, sql: "x" }).result }));',
    calls: [
      'sqliteQuery {"sql":"x","rowSchema":{"type":"object","properties":{"a":{"type":"string"}},"required":["a"]}}',
      'pattern {"type":"object","properties":{"db":{"asCell":["sqlite"]}},"required":["db"]} {"type":"object","properties":{"rows":{"anyOf":[{"type":"array","items":{"type":"object","properties":{"a":{"type":"string"}},"required":["a"]}},{"type":"undefined"}]}},"required":["rows"]}',
    ],
  },
  {
    text:
      "export default pattern<{ name: string; rec: Record<string, number> }>(({ name, rec }) => ({\n  a: derive(name, (n) => n.length),\n  b: derive({ name, rec }, ({ name }) => name),\n  c: derive(name, (n) => n + Object.keys(rec).length),\n}));",
    calls: [
      'lift {"type":"string"} {"type":"number"} {"completeSchedulerScopeSummary":true}',
      'lift {"type":"object","properties":{"name":{"type":"string"}},"required":["name"]} {"type":"string"} {"completeSchedulerScopeSummary":true}',
      'lift {"type":"object","properties":{"input":{"type":"string"},"rec":{"type":"object","properties":{},"additionalProperties":{"type":"number"}}},"required":["input","rec"]} {"type":"string"}',
      'pattern {"type":"object","properties":{"name":{"type":"string"},"rec":{"type":"object","properties":{},"additionalProperties":{"type":"number"}}},"required":["name","rec"]} {"type":"object","properties":{"a":{"type":"number"},"b":{"type":"string"},"c":{"type":"string"}},"required":["a","b","c"]}',
    ],
  },
  {
    text:
      "interface Note { text: string; more?: Note }\nexport default pattern<{ note: Note; other: Note }>(({ note, other }) => ({ a: computed(() => [note, other]), b: note }));",
    calls: [
      'lift {"type":"object","properties":{"note":{"$ref":"#/$defs/Note"},"other":{"$ref":"#/$defs/Note"}},"required":["note","other"],"$defs":{"Note":{"type":"object","properties":{"text":{"type":"string"},"more":{"$ref":"#/$defs/Note"}},"required":["text"]}}} {"type":"array","items":{"$ref":"#/$defs/Note"},"$defs":{"Note":{"type":"object","properties":{"text":{"type":"string"},"more":{"$ref":"#/$defs/Note"}},"required":["text"]}}}',
      'pattern {"type":"object","properties":{"note":{"$ref":"#/$defs/Note"},"other":{"$ref":"#/$defs/Note"}},"required":["note","other"],"$defs":{"Note":{"type":"object","properties":{"text":{"type":"string"},"more":{"$ref":"#/$defs/Note"}},"required":["text"]}}} {"type":"object","properties":{"a":{"type":"array","items":{"$ref":"#/$defs/Note"}},"b":{"$ref":"#/$defs/Note"}},"required":["a","b"],"$defs":{"Note":{"type":"object","properties":{"text":{"type":"string"},"more":{"$ref":"#/$defs/Note"}},"required":["text"]}}}',
    ],
  },
  {
    text:
      "export default pattern<{ items: { t: string }[]; extra: unknown }, { n: number }>(({ items, extra }) => {\n  const same = computed(() => equals(extra, items));\n  return { n: items.length, same };\n});",
    calls: [
      'lift {"type":"object","properties":{"extra":{"type":"unknown"},"items":{"type":"unknown"}},"required":["extra","items"]} {"type":"boolean"} {"completeSchedulerScopeSummary":true}',
      'lift {"type":"object","properties":{"items":{"type":"array","items":{"type":"unknown"}}},"required":["items"]} {"type":"number"} {"completeSchedulerScopeSummary":true}',
      'pattern {"type":"object","properties":{"items":{"type":"array","items":{"type":"object","properties":{"t":{"type":"string"}},"required":["t"]}},"extra":{"type":"unknown"}},"required":["items","extra"]} {"type":"object","properties":{"n":{"type":"number"}},"required":["n"]}',
    ],
  },
];
