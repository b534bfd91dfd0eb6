/** The same small graphs in `@preact/signals-core`: the peer of the runtime benchmarks. */
import { computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals-core";

/** A graph of signals: one input, and what an effect saw last. */
export interface SignalGraph {
  readonly write: (value: number) => void;
  readonly shown: () => unknown;
}

export function signalFanOut(count: number): SignalGraph {
  const input = signal(0);
  const outputs = numbered(count, (by) => computed(() => input.value + by));
  return shown(
    input,
    () => Object.fromEntries(outputs.map((out, index) => [`r${index}`, out.value])),
  );
}

export function signalChain(length: number): SignalGraph {
  const input = signal(0);
  let last: ReadonlySignal<number> = input;
  for (let index = 0; index < length; index++) {
    const before = last;
    last = computed(() => before.value + 1);
  }
  return shown(input, () => ({ result: last.value }));
}

export function signalDiamonds(count: number): SignalGraph {
  const input = signal(0);
  let last: ReadonlySignal<number> = input;
  for (let index = 0; index < count; index++) {
    const before = last;
    const left = computed(() => before.value + 1);
    const right = computed(() => before.value + 2);
    last = computed(() => Math.max(left.value, right.value));
  }
  return shown(input, () => ({ result: last.value }));
}

/** A computed row per element; the element at `index` is the input. */
export function signalList(count: number, index: number): SignalGraph {
  const items = numbered(count, (value) => signal(value));
  const rows = items.map((item) => computed(() => ({ double: item.value * 2 })));
  return shown(items[index]!, () => ({ rows: rows.map((row) => row.value) }));
}

function shown(input: Signal<number>, read: () => unknown): SignalGraph {
  let value: unknown;
  effect(() => {
    value = read();
  });
  return {
    write: (next) => {
      input.value = next;
    },
    shown: () => value,
  };
}

function numbered<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}
