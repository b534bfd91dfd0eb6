/**
 * Renders a sample in the recording runtime, and its authored text under plain meaning: what is
 * expected of the compiled program is what the author wrote.
 */
import assert from "node:assert/strict";
import { clone } from "../metamorphic/authored/plain.ts";
import { loadAuthored } from "../metamorphic/authored/program.ts";
import { loadCompiled } from "../metamorphic/recording/program.ts";
import { expanded, handleKinds } from "../metamorphic/recording/schema-at.ts";
import type { Rendered } from "../metamorphic/render.ts";
import type { Sample, SampleInput } from "./read-samples.ts";

interface Running {
  start(inputs: Readonly<Record<string, unknown>>, streams: readonly string[]): void;
  render(): Rendered;
}

/** What is rendered, and how that changes by the events of `input`. */
export function renderSample(
  { modules, entry }: Sample,
  input: SampleInput,
): { rendered: unknown; afterEvents?: unknown } {
  const bodies = new Map([...modules].map(([path, { body }]) => [path, body!]));
  const plain = new Map([...modules].map(([path, module]) => [path, module.plain]));
  const compiled = loadCompiled(bodies, entry);
  const authored = loadAuthored(plain, entry);
  const root = compiled.argumentSchema;
  const schema = expanded({ schema: root, root });
  const properties = schema === false ? {} : schema.properties ?? {};
  const streams = Object.keys(properties).filter((key) =>
    handleKinds({ schema: properties[key]!, root })[0] === "stream"
  );
  const defaults = Object.entries(properties).flatMap(([key, one]) => {
    const here = expanded({ schema: one, root });
    return here !== false && "default" in here ? [[key, here.default] as const] : [];
  });
  const argument = input.argument ?? {};
  const shown = [
    show(compiled, argument, streams, input),
    show(authored, { ...Object.fromEntries(defaults), ...argument }, streams, input),
  ] as const;
  assert.deepEqual(compiled.world.errors, []);
  assert.deepEqual(compiled.world.failedEvents, []);
  assert.deepEqual([...compiled.world.violations], []);
  assert.deepEqual(shown[0], shown[1], "the compiled program shows what the authored one does");
  return shown[0];
}

function show(
  program: Running,
  argument: Readonly<Record<string, unknown>>,
  streams: readonly string[],
  { events }: SampleInput,
): { rendered: unknown; afterEvents?: unknown } {
  program.start(clone(argument) as Record<string, unknown>, streams);
  const first = program.render();
  const rendered = json(first.tree);
  if (events === undefined) return { rendered };
  let last = first;
  for (const { to, event } of events) {
    const stream = last.streams.find(({ path }) => path === to);
    const places = last.streams.map(({ path }) => path).join(" ");
    assert.ok(stream !== undefined, `${to} is one of ${places}`);
    stream.send(clone(event));
    last = program.render();
  }
  return { rendered, afterEvents: json(last.tree) };
}

/** Absent and `undefined` members are alike in stored data. */
function json(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null));
}
