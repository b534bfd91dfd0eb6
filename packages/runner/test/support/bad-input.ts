/**
 * Programs that do wrong things. All of them have a counter beside them, `n` with `up` and `twice`,
 * which goes on as if nothing had happened. `@a@` marks the place that an error has to name; the
 * marks are no part of the program.
 */

interface BadInput {
  readonly name: string;
  readonly source: string;
  readonly argument?: unknown;
  /** Streams that events are sent to, with the payload of each. */
  readonly events?: readonly (readonly [stream: string, payload?: unknown])[];
  /** `kind name mark` of every error that is reported, in any order, and what it says. */
  readonly errors: readonly (readonly [error: string, message: RegExp])[];
  /** What members of the result are at the end; `undefined` for one that is not there. */
  readonly result: Readonly<Record<string, unknown>>;
}

/** A program of {@link BAD_INPUTS}: its text without marks, and the places where they were. */
export interface BadProgram extends BadInput {
  readonly places: ReadonlyMap<string, string>;
}

function program(
  { modules = "", body = "", result }: { modules?: string; body?: string; result: string },
): string {
  return `import {
  action, computed, handler, ifElse, lift, pattern, str, Stream, Writable,
} from "commonfabric";
${modules}
export default pattern(() => {
  const n = new Writable(1);
  const up = action(() => n.set(n.get() + 1));
  const twice = computed(() => n.get() * 2);
${body}
  return { n, up, twice, ${result} };
});
`;
}

const TABLE: readonly BadInput[] = [
  {
    name: "an event that misses an open schema arrives as undefined",
    source: program({
      modules: `const add = handler<{ by: number }, { out: Writable<string> }>((event, { out }) => {
  out.set(\`\${out.get()} \${event?.by}\`);
});`,
      body: '  const out = new Writable("got");',
      result: "out, add: add({ out })",
    }),
    events: [["add", { by: "two" }], ["add", 5], ["add"], ["add", { by: 2, more: 3 }]],
    errors: [],
    result: { out: "got undefined undefined undefined 2" },
  },
  {
    name: "an event that misses an open schema fails a handler that needs it",
    source: program({
      modules: `const add = handler<{ by: number }, { out: Writable<number> }>((event, { out }) => {
  out.set(7);
  out.set(event.@a@by);
});`,
      body: "  const out = new Writable(0);",
      result: "out, add: add({ out })",
    }),
    events: [["add", { by: "two" }]],
    errors: [["handler TypeError @a", /undefined/]],
    result: { out: 0 },
  },
  {
    name: "an event that misses a closed schema is refused before the handler runs",
    source: program({
      modules:
        `const add = @a@handler<Record<string, never>, { out: Writable<number> }>((_, { out }) => {
  out.set(7);
});`,
      body: "  const out = new Writable(0);",
      result: "out, add: add({ out })",
    }),
    events: [["add", { by: 2 }], ["add", null]],
    errors: [
      ["handler EventSchemaError @a", /closed event schema/],
      ["handler EventSchemaError @a", /closed event schema/],
    ],
    result: { out: 0 },
  },
  {
    name: "a handler whose state is not what it declares does not run",
    source: program({
      modules:
        `const copy = @a@handler<void, { out: Writable<string>; who: { name: string } }>((_, state) => {
  state.out.set(state.who.name);
});`,
      body: '  const out = new Writable("");\n  const who = new Writable<any>({ nome: 1 });',
      result: "out, copy: copy({ out, who })",
    }),
    events: [["copy"]],
    errors: [["handler HandlerStateError @a", /no value of the declared type for "who"/]],
    result: { out: "" },
  },
  {
    name: "a handler that throws after it wrote leaves nothing of it, also after an await",
    source: program({
      modules: `const fail = (at: number): never => {
  throw @a@new RangeError(\`no \${at}\`);
};`,
      body: `  const out = new Writable({ a: 1, list: ["x"] });
  const sync = action(() => {
    out.key("a").set(2);
    out.key("list").push("y");
    fail(1);
  });
  const later = action(async () => {
    out.set({ a: 3, list: [] });
    await Promise.resolve();
    fail(2);
  });`,
      result: "out, sync, later",
    }),
    events: [["sync"], ["later"]],
    errors: [["handler RangeError @a", /^no 1$/], ["handler RangeError @a", /^no 2$/]],
    result: { out: { a: 1, list: ["x"] } },
  },
  {
    name: "what cannot be stored fails its handler or computation",
    source: program({
      body: `  const out = new Writable<any>({ v: 0 });
  const map = action(() => {
    out.key("v").set(1);
    out.@a@set({ v: [new Map()] });
  });
  const cycle = action(() => {
    const own: any = {};
    own.own = own;
    out.@b@set(own);
  });
  const gives = @c@computed(() => ({ m: new Map([[1, n.get()]]) as any }));`,
      result: "out, map, cycle, gives",
    }),
    events: [["map"], ["cycle"]],
    errors: [
      ["handler UnstorableValueError @a", /"v\.0": it is an instance of Map/],
      ["handler UnstorableValueError @b", /"own": it is part of a cycle/],
      ["action UnstorableValueError @c", /"m": it is an instance of Map/],
      ["action UnstorableValueError @c", /"m": it is an instance of Map/],
    ],
    result: { out: { v: 0 }, gives: undefined },
  },
  {
    name: "a computation that throws gives undefined, comes back, and takes nobody along",
    source: program({
      modules: `const half = (n: number): number => {
  if (n % 2 === 1) throw @a@new RangeError(\`\${n} is odd\`);
  return n / 2;
};`,
      body: `  const broken = computed(() => half(n.get()));
  const after = computed(() => \`half: \${broken}\`);
  const text = @b@computed((): string => {
    throw \`no text for \${n.get() > 0}\`;
  });`,
      result: "broken, after, text",
    }),
    errors: [
      ["action RangeError @a", /^1 is odd$/],
      ["action Error @b", /^no text for true$/],
      ["action Error @b", /^no text for true$/],
    ],
    result: { broken: 1, after: "half: 1", text: undefined },
  },
  {
    name: "what is no list has no rows",
    source: program({
      modules: "const bad = lift((x: { n: number }): string[] => (x.n as any));",
      body: "  const list = bad({ n });",
      result: `rows: @a@list.map((x) => x + "!"), some: @b@list.filter((x) => x !== ""),
    flat: @c@list.flatMap((x) => [x]), length: computed(() => list?.length)`,
    }),
    errors: [
      ["action NotAListError @a", /map\(\) needs a list/],
      ["action NotAListError @b", /filter\(\) needs a list/],
      ["action NotAListError @c", /flatMap\(\) needs a list/],
      ["action NotAListError @a", /map\(\) needs a list/],
      ["action NotAListError @b", /filter\(\) needs a list/],
      ["action NotAListError @c", /flatMap\(\) needs a list/],
    ],
    result: { rows: undefined, some: undefined, flat: undefined },
  },
  {
    name: "links in a circle read as undefined and refuse writes",
    source: program({
      modules: `const show = lift((v: any) => \`saw \${v}\`);
const note = @h@handler<void, { v: any; out: Writable<string> }>((_, { v, out }) => {
  out.set(\`saw \${v}\`);
});`,
      body: `  const a = new Writable<any>(1).for("a");
  const b = new Writable<any>([]).for("b");
  const out = new Writable("");
  const link = action(() => {
    a.set(b);
    b.set(a);
  });
  const below = action(() => {
    out.set("half");
    a.key("x").@w@set(4);
  });`,
      result: `link, below, out, note: note({ v: a, out }), shown: show(a),
    sees: computed(() => String(a.@s@get())), pick: ifElse(a, "yes", "no"),
    rows: b.map((x: any) => x)`,
    }),
    events: [["link"], ["note"], ["below"]],
    errors: [
      ["action LinkCycleError @s", /form a cycle/],
      ["action LinkCycleError *", /form a cycle/],
      ["action LinkCycleError *", /form a cycle/],
      ["handler LinkCycleError @h", /form a cycle/],
      ["handler LinkCycleError @w", /form a cycle/],
    ],
    result: { out: "saw undefined", shown: undefined, sees: "undefined", pick: "no", rows: [] },
  },
  {
    name: "computations that feed each other are stopped, and the rest goes on",
    source: program({
      modules: `const grow = lift((s: { a: Writable<number>; b: Writable<number> }) => {
  s.a.set(s.b.get() + 1);
  return "a";
});
const chase = lift((s: { a: Writable<number>; b: Writable<number> }) => {
  s.b.set(s.a.get() + 1);
  return "b";
});`,
      body: `  const a = new Writable(0);
  const b = new Writable(1);`,
      result: "grows: grow({ a, b }), chases: chase({ a, b })",
    }),
    errors: [["budget NonConvergenceError *", /do not settle: .*:grow:.*:chase:|:chase:.*:grow:/]],
    result: { grows: "a", chases: "b" },
  },
  {
    name: "clock, randomness, network, sending and waiting are closed to computations",
    source: program({
      modules: `const now = () => Date.@a@now();
const wait = @e@lift((x: { n: number }) => Promise.resolve(x.n) as any);`,
      body: `  const bump = new Stream<void>();`,
      result:
        `clock: computed(() => n.get() + now()), random: computed(() => n.get() + Math.@b@random()),
    net: computed(() => @c@fetch(\`https://a.example/\${n.get()}\`) as any),
    sent: computed(() => { const at = n.get(); bump.@d@send(); return at; }), wait: wait({ n })`,
    }),
    errors: ["a", "b", "c", "d"].flatMap((mark) =>
      [1, 2].map((): readonly [string, RegExp] => [
        `capability CapabilityError @${mark}`,
        /is not available in a computation; /,
      ])
    ).concat(
      [1, 2].map(() => ["action AsyncComputationError @e", /must not be asynchronous/] as const),
    ),
    result: {
      clock: undefined,
      random: undefined,
      net: undefined,
      sent: undefined,
      wait: undefined,
    },
  },
];

/** All of them; `argument` stays as it is. */
export const BAD_INPUTS: readonly BadProgram[] = TABLE.map(withoutMarks);

function withoutMarks(row: BadInput): BadProgram {
  const places = new Map<string, string>();
  const lines = row.source.split("\n").map((text, at) => {
    for (let mark = /@(\w)@/.exec(text); mark !== null; mark = /@(\w)@/.exec(text)) {
      places.set(mark[1]!, `/main.tsx:${at + 1}:${mark.index + 1}`);
      text = text.replace(mark[0], "");
    }
    return text;
  });
  return { ...row, source: lines.join("\n"), places };
}
