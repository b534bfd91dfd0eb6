/** Bad input of a program as `cf run --json` tells it: the events, the errors and what goes on. */
import assert from "node:assert/strict";
import { BAD_INPUTS } from "../../runner/test/support/bad-input.ts";
import { cf, withDirectory } from "./support/fake-command.ts";

interface RunDocument {
  readonly ok: boolean;
  readonly steps: readonly {
    readonly ok: boolean;
    readonly events: readonly { ok: boolean; error: { name: string; source: string } | null }[];
    readonly expectations: readonly { ok: boolean }[];
  }[];
  readonly errors: readonly { name: string; kind: string; source: string; message: string }[];
}

Deno.test("a result of which a part failed shows the other parts", async () => {
  const source = `import { computed, pattern, Writable } from "commonfabric";
export default pattern(() => {
  const n = new Writable(2);
  const bad = computed((): number => { throw new Error("no " + n.get()); });
  return { bad, good: computed(() => n.get() + 1), inner: { bad, good: "g" } };
});
`;
  await withDirectory({ "main.tsx": source }, async (cwd) => {
    const { code, json } = await cf(["run", "main.tsx", "--fresh", "--json"], { cwd });
    const { result, errors } = json as unknown as RunDocument & { result: unknown };
    assert.deepEqual([code, result], [1, { good: 3, inner: { good: "g" } }]);
    assert.deepEqual(errors.map(({ message }) => message), ["no 2"]);
  });
});

for (const { name, source, places, events = [], errors } of BAD_INPUTS) {
  Deno.test(`${name}: told by cf run`, async () => {
    await withDirectory({ "main.tsx": source }, async (cwd) => {
      const steps = [
        ...events.map(([stream, payload]) => ({ events: [{ stream, payload }] })),
        { events: [{ stream: "up" }], expect: [{ path: "twice", value: 4 }] },
      ];
      await Deno.writeTextFile(`${cwd}/steps.json`, JSON.stringify(steps));
      const args = ["run", "main.tsx", "--fresh", "--json", "--events", "steps.json"];
      const { code, json, err } = await cf(args, { cwd });
      const report = json as unknown as RunDocument;
      const isClean = errors.length === 0;
      assert.deepEqual([code, report.ok], [isClean ? 0 : 1, isClean], err);

      const marks = new Map([...places].map(([mark, place]) => [place, `@${mark}`]));
      const told = report.errors.map(({ kind, name, source }) =>
        `${kind} ${name} ${marks.get(source) ?? "*"}`
      );
      assert.deepEqual(told.toSorted(), errors.map(([text]) => text).toSorted());
      for (const { source } of report.errors) assert.match(source, /^\/main\.tsx:[0-9]+:[0-9]+$/);

      const failed = report.steps.flatMap(({ events }) => events).filter(({ ok }) => !ok);
      const handlerErrors = errors.filter(([text]) => text.startsWith("handler"));
      const isRead = ([text]: readonly [string, RegExp]) => text === "handler LinkCycleError @h";
      assert.equal(failed.length, handlerErrors.filter((error) => !isRead(error)).length);
      for (const { error } of failed) assert.match(error!.source, /^\/main\.tsx:/);
      assert.deepEqual(report.steps.at(-1)!.expectations.map(({ ok }) => ok), [true]);
    });
  });
}
