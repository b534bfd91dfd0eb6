/** Readings from pasted lines: what cannot be read is listed, settings that are no JSON change nothing. */
import {
  computed,
  type Default,
  handler,
  lift,
  NAME,
  pattern,
  type Stream,
  UI,
  type VNode,
  Writable,
} from "commonfabric";

interface Reading {
  sensor: string;
  value: number;
}

interface Settings {
  unit: string;
  scale: number;
}

interface Stats {
  min: number;
  max: number;
}

const paste = handler<
  { lines: string },
  { readings: Writable<Reading[]>; refused: Writable<string[]> }
>(({ lines }, { readings, refused }) => {
  const bad: string[] = [];
  let at = 0;
  for (const line of lines.split("\n")) {
    at++;
    if (line.trim() === "") continue;
    const [sensor = "", value = ""] = line.split(",").map((part) => part.trim());
    const number = Number.parseFloat(value);
    if (sensor === "" || Number.isNaN(number)) bad.push(`line ${at}: ${line}`);
    else readings.push({ sensor, value: number });
  }
  refused.set(bad);
});

const statsOf = lift(({ readings, scale }: { readings: Reading[]; scale: number }) => {
  if (readings.length === 0) return undefined;
  let [min, max] = [Infinity, -Infinity];
  for (const { value } of readings) {
    min = Math.min(min, value * scale);
    max = Math.max(max, value * scale);
  }
  return { min, max } satisfies Stats;
});

function bySensor(readings: readonly Reading[]): Record<string, number[]> {
  const groups: Record<string, number[]> = {};
  for (const { sensor, value } of readings) (groups[sensor] ??= []).push(value);
  return groups;
}

interface Input {
  readings: Writable<Reading[] | Default<[]>>;
  settings: string | Default<'{ "unit": "C", "scale": 1 }'>;
}

interface Output {
  [NAME]: string;
  [UI]: VNode;
  refused: string[];
  stats?: Stats;
  unit: string;
  sensors: Record<string, number[]>;
  kitchen: number;
  paste: Stream<{ lines: string }>;
}

export default pattern<Input, Output>(({ readings, settings }) => {
  const refused = new Writable<string[]>([]);
  const parsed = computed((): Settings => JSON.parse(settings));
  const unit = parsed?.unit ?? "?";
  const stats = statsOf({ readings, scale: computed(() => parsed?.scale ?? 1) });
  const sensors = computed(() => bySensor(readings.get()));
  const { kitchen } = sensors;
  return {
    [NAME]: stats ? `${stats.min} to ${stats.max} ${unit}` : "No readings",
    [UI]: (
      <div>
        {Object.entries(sensors).map(([sensor, values]) => <p>{sensor}: {values.join(", ")}</p>)}
        {refused.get().length > 0
          ? <ul>{refused.map((line) => <li>{line}</li>)}</ul>
          : <i>all read</i>}
      </div>
    ),
    refused,
    stats,
    unit,
    sensors,
    kitchen: kitchen?.length ?? 0,
    paste: paste({ readings, refused }),
  };
});
