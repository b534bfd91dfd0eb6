/** A piece tree that one runtime leaves and another resumes, and changes to make in between. */
import assert from "node:assert/strict";
import type { SpaceStores } from "@commonfabric/storage";
import { NUMBER, record, STRING } from "./natural.ts";
import {
  type Any,
  FakeSource,
  H,
  makeTestRuntime,
  runPattern,
  SPACE,
  type TestRuntime,
} from "./test-runtime.ts";

/** Rows of a list, their total, a label of a child, and something that reads another field. */
export function program(source: FakeSource): Any {
  const double = source.add("double", H.lift((n: number) => n * 2, NUMBER, NUMBER));
  const total = source.add(
    "total",
    H.lift(
      (rows: Any[]) => rows.reduce((sum, row) => sum + (row?.doubled ?? 0), 0),
      { type: "array", items: record({ doubled: NUMBER }) },
      NUMBER,
    ),
  );
  const shout = source.add("shout", H.lift((text: string) => `${text}!`, STRING, STRING));
  const row = source.add(
    "row",
    H.pattern(
      (input: Any) => ({ doubled: double(input.key("element")) }),
      record({ element: NUMBER }),
    ),
  );
  const label = source.add(
    "label",
    H.pattern((input: Any) => ({ text: H.str`total ${input.key("n")}` }), record({ n: NUMBER })),
  );
  const add = source.add(
    "add",
    H.handler(
      NUMBER,
      record({ items: { type: "array", items: NUMBER, asCell: ["cell"] } }),
      (n: number, { items }: Any) => items.push(n),
    ),
  );
  const schema = record({
    items: { type: "array", items: NUMBER, default: [] },
    title: { ...STRING, default: "hello" },
  }, []);
  return source.add(
    "program",
    H.pattern((input: Any) => {
      const sum = total(input.key("items").mapWithPattern(row, {}));
      return {
        items: input.key("items"),
        title: input.key("title"),
        sum,
        label: label({ n: sum }),
        shout: shout(input.key("title")),
        add: add({ items: input.key("items") }),
      };
    }, schema),
  );
}

export interface Shared {
  readonly stores: SpaceStores;
  readonly source: FakeSource;
}

/** The piece of `program` as one runtime leaves it, everything demanded. */
export async function leave(shared: Partial<Shared> = {}): Promise<Shared> {
  const test = await makeTestRuntime(shared);
  const piece = await runPattern(test, program(test.source), { items: [1, 2] });
  await demand(piece);
  await test.runtime.settled();
  assert.deepEqual(test.errors, []);
  await test.runtime.dispose();
  return { stores: test.stores, source: test.source };
}

export async function demand(piece: Any): Promise<Any> {
  return {
    label: await piece.key("label", "text").pull(),
    shout: await piece.key("shout").pull(),
  };
}

export type Options = Parameters<typeof makeTestRuntime>[2];

/** Resumes the piece in a runtime of its own and demands everything; gives what ran. */
export async function resume(
  shared: Shared,
  options: Options = {},
  during: (test: TestRuntime, piece: Any) => Promise<void> = async () => {},
): Promise<Any> {
  const test = await makeTestRuntime(shared, {}, options);
  const piece = test.runtime.getCell<Any>(SPACE, "piece");
  await piece.sync();
  await test.runtime.start(piece);
  await during(test, piece);
  const shown = await demand(piece);
  await test.runtime.settled();
  const { computationRuns, observationsAccepted, observationsRejected } = test.runtime.counters();
  const ran = test.events.flatMap((event) => event.type === "ran" ? [nameOf(event.action)] : []);
  await test.runtime.dispose();
  return {
    shown,
    ran: ran.sort(),
    computationRuns,
    accepted: observationsAccepted,
    rejected: observationsRejected,
    resumed: test.events.find((event) => event.type === "resumed"),
    errors: test.errors.map((error) => error.message),
    events: test.events,
  };
}

export function nameOf(action: string): string {
  return action.replace(/^(cf:module\/|builtin:)/, "").replace(/x*A?:.*$/, "");
}

/** The cell behind a link of the space, which leaves its space out. */
export function cellOf(runtime: TestRuntime["runtime"], link: Any): Any {
  const fields = { ...link["/"]["link@1"], space: SPACE };
  return runtime.getCellFromLink({ "/": { "link@1": fields } });
}

export const NONE = { absent: 0, implementation: 0, fingerprint: 0, reads: 0, outputs: 0 };

export function double(): Any {
  return H.lift((n: number) => n * 2, NUMBER, NUMBER);
}
