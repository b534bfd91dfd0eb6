/** `cf test`: each rule by which a file passes or fails, what is printed, and the document. */
import assert from "node:assert/strict";
import { cf, withDirectory } from "./support/fake-command.ts";
import { IS, SUBJECT, type TestSource, testSource } from "./support/pattern-tests.ts";

interface StepDocument {
  readonly kind: string;
  readonly name: string;
  readonly after: string | null;
  readonly status: string;
  readonly source: string | null;
  readonly parts: readonly { readonly src: string; readonly rendered: string }[];
  readonly error: { readonly name: string; readonly message: string } | null;
}

interface FileDocument {
  readonly file: string;
  readonly ok: boolean;
  readonly failure: string | null;
  readonly steps: readonly StepDocument[];
  readonly errors: readonly { readonly name: string; readonly kind: string }[];
  readonly console: readonly { readonly level: string; readonly text: string }[];
  readonly nonIdempotent: readonly { readonly action: string; readonly source: string | null }[];
  readonly navigations: readonly string[];
  readonly diagnostics: readonly { readonly code: string; readonly message: string }[];
}

/** Runs one test file beside the subject. */
async function play(text: string, ...args: string[]): Promise<FileDocument> {
  let found: FileDocument | undefined;
  await withDirectory({ "counter.tsx": SUBJECT, "a.test.tsx": text }, async (cwd) => {
    const { code, json, err } = await cf(["test", "a.test.tsx", "--json", ...args], { cwd });
    const document = json as unknown as { ok: boolean; files: FileDocument[] };
    assert.equal(document.files.length, 1, err);
    found = document.files[0]!;
    assert.equal(document.ok, found.ok);
    assert.equal(code, found.ok ? 0 : 1);
    assert.equal(found.failure === null, found.ok);
  });
  return found!;
}

const COUNTS = `${IS("subject.count === 0")}, { action: subject.inc }, ${
  IS("subject.double === 2")
}`;

const PASSES: Readonly<Record<string, TestSource>> = {
  "assertions and actions": { steps: COUNTS },
  "an event": { steps: `{ action: subject.add, event: { by: 5 } }, ${IS("subject.count === 5")}` },
  "settle, render, label and await": {
    imports: "UI",
    steps: `{ settle: true }, { render: subject[UI] }, { label: "x" }, { await: "y" }, ${
      IS("subject.count === 0")
    }`,
  },
  "a skipped step that would fail": {
    steps: `{ assertion: assert(() => subject.count === 1), skip: true }, ${COUNTS}`,
  },
  "an allowed runtime error": {
    steps: `{ action: subject.add, event: { by: -1 } }`,
    members: "allowRuntimeErrors: true",
  },
  "an allowed error that does not come": { steps: COUNTS, members: "allowRuntimeErrors: true" },
  "an expected runtime error": {
    steps: `{ action: subject.add, event: { by: -1 } }`,
    members: "expectRuntimeErrors: true",
  },
  "as many runtime errors as expected": {
    steps: `{ action: subject.add, event: { by: -1 } }, { action: subject.add, event: { by: -2 } }`,
    members: "expectRuntimeErrors: 2",
  },
  "an expectation that is an exported constant": {
    top: "export const expectRuntimeErrors = 1;",
    steps: `{ action: subject.add, event: { by: -1 } }`,
  },
  "an allowed console error": {
    imports: "action",
    body: `const shout = action(() => console.error("loud"));`,
    steps: `{ action: shout }`,
    members: "allowConsoleErrors: true",
  },
  "an allowed console warning": {
    imports: "action",
    body: `const shout = action(() => console.warn("loud"));`,
    steps: `{ action: shout }`,
    members: "allowConsoleWarnings: true",
  },
  "a console line that is no warning": {
    imports: "action",
    body: `const say = action(() => console.log("quiet"));`,
    steps: `{ action: say }`,
  },
  "an expected computation that is not idempotent": {
    imports: "computed, Writable",
    body: `const log = new Writable<number[]>([]); const n = computed(() => {
      log.push(1);
      return log.get().length;
    });`,
    steps: IS("n > 0"),
    members: "expectNonIdempotent: true",
  },
  "a mocked request": {
    imports: "fetchJson",
    top: `export const fetchMocks = [{ urlIncludes: "/weather", json: { sky: "blue" } }];`,
    body: `const sky = fetchJson<{ sky: string }>({ url: "https://example.com/weather" });`,
    steps: `{ settle: true }, ${IS(`sky.result?.sky === "blue"`)}`,
  },
  "a request that no mock matches, seen by the test": {
    imports: "fetchJson",
    body: `const sky = fetchJson<{ sky: string }>({ url: "https://example.com/weather" });`,
    steps: `{ settle: true }, ${
      IS(
        `JSON.stringify(sky.error).includes("No fetch mock matches GET https://example.com/weather")`,
      )
    }`,
  },
  "what a computation that threw has given": {
    imports: "computed",
    body: `const half = computed(() => {
      if (subject.count === 1) throw new RangeError("odd");
      return subject.count / 2;
    });
    const row = { half, list: computed(() => [{ of: subject.count }, {}] as { of: number }[]) };`,
    steps: `${IS("half === 0 && row.half === 0")}, ${IS("row.list[1].of === undefined")},
      { action: subject.inc }, ${IS("half === undefined && row.half === undefined")},
      { action: subject.inc }, ${IS("half === 1")}`,
    members: "expectRuntimeErrors: 1",
  },
  "the default piece": {
    imports: "wish",
    body: `const registry = wish<unknown[]>({ query: "#pieceRegistry" });`,
    steps: IS("registry.result?.length === 0"),
  },
};

for (const [name, source] of Object.entries(PASSES)) {
  Deno.test(`a file passes: ${name}`, async () => {
    const { failure, diagnostics, errors } = await play(testSource(source));
    assert.deepEqual({ failure, errors: diagnostics.map(({ message }) => message) }, {
      failure: null,
      errors: [],
    }, JSON.stringify(errors));
  });
}

const FAILS: Readonly<Record<string, readonly [TestSource, RegExp, ...string[]]>> = {
  "a false assertion": [{ steps: IS("subject.count === 1") }, /^assertion_1 failed$/],
  "an assertion that throws": [
    { steps: IS(`JSON.parse("{").a === subject.count`), members: "allowRuntimeErrors: true" },
    /^assertion_1 failed$/,
  ],
  "an assertion that is no record": [
    {
      imports: "computed",
      body: "const yes = computed(() => true);",
      steps: "{ assertion: yes }",
    },
    /^assertion_1 failed$/,
  ],
  "a runtime error": [
    { steps: `{ action: subject.add, event: { by: -1 } }` },
    /^runtime error: RangeError: only up$/,
  ],
  "more runtime errors than expected": [
    {
      steps:
        `{ action: subject.add, event: { by: -1 } }, { action: subject.add, event: { by: -2 } }`,
      members: "expectRuntimeErrors: 1",
    },
    /^expectRuntimeErrors: expected 1 runtime errors, got 2$/,
  ],
  "an expected runtime error that does not come": [
    { steps: COUNTS, members: "expectRuntimeErrors: true" },
    /^expectRuntimeErrors: expected a runtime error, got none$/,
  ],
  "an expectation without meaning": [
    { steps: COUNTS, members: `expectRuntimeErrors: "many"` },
    /^expectRuntimeErrors: expected true or a number of errors$/,
  ],
  "a console error": [
    {
      imports: "action",
      body: `const shout = action(() => console.error("loud"));`,
      steps: `{ action: shout }`,
    },
    /^console\.error: loud$/,
  ],
  "a console warning, although errors are allowed": [
    {
      imports: "action",
      body: `const shout = action(() => console.warn("loud"));`,
      steps: `{ action: shout }`,
      members: "allowConsoleErrors: true",
    },
    /^console\.warn: loud$/,
  ],
  "a computation that is not idempotent": [
    {
      imports: "computed, Writable",
      body: `const log = new Writable<number[]>([]); const n = computed(() => {
        log.push(1);
        return log.get().length;
      });`,
      steps: IS("n > 0"),
    },
    /^a computation is not idempotent: \/a\.test\.tsx:\d+:\d+$/,
  ],
  "an expected non-idempotence that does not come": [
    { steps: COUNTS, members: "expectNonIdempotent: true" },
    /^expectNonIdempotent: expected a computation that is not idempotent, got none$/,
  ],
  "an action that hangs": [
    {
      imports: "action",
      body: `const hang = action(async () => { await new Promise<void>(() => {}); });`,
      steps: `{ action: hang }, ${IS("subject.count === 0")}`,
    },
    /^action_1 failed; teardown did not finish within 1000 ms$/,
    "--timeout",
    "300",
  ],
  "an action that is no stream": [
    { steps: `{ action: subject.count as any }` },
    /^action_1 failed$/,
  ],
  "provenance that this host cannot give": [
    { steps: `{ action: subject.inc, trustedUi: { surface: "s", action: "a" } }` },
    /^action_1 failed$/,
  ],
  "no steps": [{ steps: "" }, /^there are no steps/],
  "a step of two kinds": [
    { steps: `{ settle: true, label: "x" } as any` },
    /^Step 1: expected exactly one of assertion, action, settle, render, label, await$/,
  ],
  "an assertion that throws for want of what it looks at": [
    {
      imports: "computed",
      body:
        `const never = computed(() => { if (subject.count === 0) throw new Error("no"); return [1]; });`,
      steps: IS("never.length === 1"),
      members: "expectRuntimeErrors: 1",
    },
    /^assertion_1 failed$/,
  ],
  "a step of no kind": [
    { steps: `${IS("subject.count === 0")}, {} as any` },
    /^Step 2: expected exactly one of assertion, action, settle, render, label, await$/,
  ],
  "an event without an action": [
    { steps: `{ settle: true, event: 1 } as any` },
    /^Step 1: expected exactly one of/,
  ],
  "a malformed mock": [
    { top: "export const fetchMocks = [{ json: 1 }];", steps: COUNTS },
    /fetchMocks\[0\] says neither url nor urlIncludes/,
  ],
  "an error of types": [
    { steps: IS("subject.count.nothing") },
    /^\/a\.test\.tsx:\d+: TS2339: /,
  ],
  "an import above the root": [
    { top: `import { x } from "../x.ts";`, steps: COUNTS },
    /\.\.\/x\.ts/,
  ],
};

for (const [name, [source, failure, ...args]] of Object.entries(FAILS)) {
  Deno.test(`a file fails: ${name}`, async () => {
    const report = await play(testSource(source), ...args);
    assert.match(report.failure ?? "(passed)", failure);
  });
}

Deno.test("what is printed: marks, sources, operands as far as they were looked at", async () => {
  const steps = [
    IS("subject.count === 0"),
    "{ action: subject.inc }",
    IS("subject.count === 2 && subject.double === 7"),
    "{ assertion: assert(() => subject.double === 7), skip: true }",
    IS("subject.double === 7 || subject.count === 3"),
  ].join(",");
  const text = testSource({ steps });
  await withDirectory({ "counter.tsx": SUBJECT, "a.test.tsx": text }, async (cwd) => {
    const { out, code } = await cf(["test", "a.test.tsx"], { cwd });
    assert.deepEqual(out.replace(/\(\d+ ms\)/, "(T ms)").split("\n"), [
      "a.test.tsx",
      "  \u2713 assertion_1",
      "  \u2717 assertion_2 (after action_1)",
      "    subject.count === 2 && subject.double === 7",
      "      subject.count === 2  false",
      "  \u2298 assertion_3 (skipped)",
      "  \u2717 assertion_4 (after action_1)",
      "    subject.double === 7 || subject.count === 3",
      "      subject.double === 7  false",
      "      subject.count === 3   false",
      "1 passed, 2 failed, 1 skipped (T ms)",
      "",
    ]);
    assert.equal(code, 1);
    const plain = await cf(["test", "a.test.tsx"], { cwd, env: { LANG: "C" } });
    assert.match(
      plain.out,
      /\n {2}ok assertion_1\n {2}FAIL assertion_2 .*\n[^]* {2}skip assertion_3/,
    );
  });
});

Deno.test("steps are numbered by kind, and know the action before them", async () => {
  const { steps } = await play(testSource({ steps: `${COUNTS}, { settle: true }` }));
  assert.deepEqual(
    steps.map(({ kind, name, after, status }) => [kind, name, after, status]),
    [
      ["assertion", "assertion_1", null, "passed"],
      ["action", "action_1", null, "passed"],
      ["assertion", "assertion_2", "action_1", "passed"],
      ["settle", "settle_1", "action_1", "passed"],
    ],
  );
  assert.deepEqual(steps[0]!.parts, [{ src: "subject.count", rendered: "0" }]);
});

Deno.test("what follows an action that hangs is skipped, and the reason is in its step", async () => {
  const { steps } = await play(
    testSource({
      imports: "action",
      body: `const hang = action(async () => { await new Promise<void>(() => {}); });`,
      steps: `{ action: hang }, ${IS("subject.count === 0")}`,
    }),
    "--timeout",
    "300",
  );
  assert.deepEqual(steps.map(({ status }) => status), ["failed", "skipped"]);
  assert.equal(steps[0]!.error?.message, "The action did not end within 300 ms");
});

Deno.test("navigations are listed as addresses", async () => {
  const { navigations, ok } = await play(testSource({
    imports: "action, navigateTo",
    body: "const go = action(() => navigateTo(subject));",
    steps: "{ action: go }",
  }));
  assert.ok(ok);
  assert.equal(navigations.length, 1);
  assert.match(navigations[0]!, /^home\/of:/);
});
