/**
 * The two meanings of one program side by side: what both render on the same inputs, after each
 * change of one input, and after each of a sequence of events to the same streams.
 */
import assert from "node:assert/strict";
import type { CompiledModule } from "./compile-batch.ts";
import { type AuthoredProgram, loadAuthored } from "./authored/program.ts";
import { clone } from "./authored/plain.ts";
import { type CompiledProgram, loadCompiled } from "./recording/program.ts";
import type { FoundStream, Rendered } from "./render.ts";
import { sample, sampleInput } from "./sample-input.ts";
import { expanded } from "./recording/schema-at.ts";
import { Tape } from "./tape.ts";

/** What an event carries: enough for every event type of the generated programs. */
const EVENT = {
  type: "click",
  amount: 2,
  text: "sent",
  target: { value: "typed", checked: true },
  detail: { value: "told", checked: true },
};
const EVENT_COUNT = 6;
const CHANGE_COUNT = 8;
const INPUT_COUNT = 2;

/** How far a comparison got; a difference throws with both sides. */
export interface Compared {
  readonly events: number;
  readonly changes: number;
  readonly liftRuns: number;
}

/** Compares the pattern that `entry` exports on inputs drawn from `numbers`. */
export function compareMeanings(
  modules: ReadonlyMap<string, CompiledModule>,
  entry: string,
  numbers: readonly number[],
): Compared {
  const bodies = new Map([...modules].map(([path, { body }]) => [path, body ?? ""]));
  const plain = new Map([...modules].map(([path, module]) => [path, module.plain]));
  const totals = { events: 0, changes: 0, liftRuns: 0 };
  for (let round = 0; round < INPUT_COUNT; round++) {
    const compiled = loadCompiled(bodies, entry);
    const authored = loadAuthored(plain, entry);
    const rotated = numbers.slice(round * 17).concat(numbers.slice(0, round * 17));
    const compared = compareOnce(compiled, authored, new Tape(rotated));
    totals.events += compared.events;
    totals.changes += compared.changes;
    totals.liftRuns += compared.liftRuns;
  }
  return totals;
}

function compareOnce(compiled: CompiledProgram, authored: AuthoredProgram, tape: Tape): Compared {
  const { values, omitted, streams } = sampleInput(compiled.argumentSchema, tape);
  const given = definedOnly(values);
  compiled.start(clone(given) as Record<string, unknown>, streams);
  authored.start(clone({ ...values, ...omitted }) as Record<string, unknown>, streams);
  expectSame(compiled, authored, `on the inputs ${JSON.stringify(values)}`);
  const changes = changeInputs(compiled, authored, Object.keys(given), tape);
  const events = sendEvents(compiled, authored, tape);
  return { events, changes, liftRuns: compiled.world.runs.length };
}

/** One input at a time: whatever depends on it has to follow. */
function changeInputs(
  compiled: CompiledProgram,
  authored: AuthoredProgram,
  keys: readonly string[],
  tape: Tape,
): number {
  const root = compiled.argumentSchema;
  const schema = expanded({ schema: root, root });
  let changes = 0;
  for (const key of keys.slice(0, CHANGE_COUNT)) {
    const declared = schema === false ? undefined : schema.properties?.[key];
    if (declared === undefined) continue;
    const value = sample({ schema: declared, root }, tape, 0);
    compiled.change(key, clone(value));
    authored.change(key, clone(value));
    expectSame(compiled, authored, `after "${key}" became ${JSON.stringify(value)}`);
    changes++;
  }
  return changes;
}

function sendEvents(compiled: CompiledProgram, authored: AuthoredProgram, tape: Tape): number {
  let rendered = { compiled: compiled.render(), authored: authored.render() };
  for (let count = 0; count < EVENT_COUNT; count++) {
    const { streams } = rendered.compiled;
    if (streams.length === 0) return count;
    const at = nextStream(streams, count, tape);
    const counterpart = rendered.authored.streams[at]!;
    streams[at]!.send(clone(EVENT));
    counterpart.send(clone(EVENT));
    rendered = expectSame(compiled, authored, `after an event to ${counterpart.path}`);
  }
  return EVENT_COUNT;
}

/** Each place of the view in turn; rows of one list are one place. */
function nextStream(streams: readonly FoundStream[], count: number, tape: Tape): number {
  const places = new Map<string, number[]>();
  streams.forEach(({ path }, index) => {
    const place = path.replace(/\d+/g, "#");
    places.set(place, [...places.get(place) ?? [], index]);
  });
  const turn = [...places.values()];
  return tape.of(turn[count % turn.length]!);
}

interface BothRendered {
  readonly compiled: Rendered;
  readonly authored: Rendered;
}

function expectSame(
  compiled: CompiledProgram,
  authored: AuthoredProgram,
  when: string,
): BothRendered {
  const rendered = { compiled: compiled.render(), authored: authored.render() };
  const view = (side: Rendered) => ({
    tree: side.tree,
    streams: side.streams.map(({ path }) => path),
  });
  const detail = () =>
    [
      `compiled and authored differ ${when}`,
      ...compiled.world.errors.map((error) => `compiled: ${error}`),
      ...authored.program.errors.map((error) => `authored: ${error}`),
    ].join("\n");
  expectEqual(view(rendered.compiled), view(rendered.authored), detail);
  expectEqual(
    { inputs: compiled.inputs(), sent: compiled.sent },
    { inputs: authored.inputs(Object.keys(compiled.inputs())), sent: authored.sent },
    () => `${detail()} (state)`,
  );
  const failed = {
    compiled: compiled.world.failedEvents,
    authored: authored.program.failedEvents,
  };
  if (failed.compiled.length !== failed.authored.length) {
    throw new Error(`a handler fails in one meaning only ${when}: ${JSON.stringify(failed)}`);
  }
  const [violation] = compiled.world.violations;
  if (violation !== undefined) throw new Error(`${violation}, seen ${when}`);
  return rendered;
}

function expectEqual(compiled: unknown, authored: unknown, message: () => string): void {
  try {
    assert.deepStrictEqual(normal(compiled), normal(authored));
  } catch (difference) {
    throw new Error(`${message()}\n${(difference as Error).message}`);
  }
}

/** Absent and `undefined` members are alike in stored data. */
function normal(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

function definedOnly(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
