/** Barriers by label: who awaits a label goes on when every participant that has it has reached it. */
import { quote } from "@commonfabric/contract";
import type { Barriers } from "./play-steps.ts";

/** Nobody is left who could reach what is awaited. */
export class BarrierError extends Error {
  override readonly name = "BarrierError";
  constructor(labels: readonly string[]) {
    super(
      `No participant that is still playing reaches ${
        labels.map((each) => quote(each)).join(", ")
      }`,
    );
  }
}

interface Waiting {
  readonly name: string;
  readonly labels: readonly string[];
  readonly go: () => void;
  readonly fail: (error: BarrierError) => void;
}

interface Participant {
  isPlaying: boolean;
  /** The labels of its steps; absent until it has read them. */
  declared?: ReadonlySet<string>;
  readonly reached: Set<string>;
}

export class LabelBarriers {
  readonly #participants: ReadonlyMap<string, Participant>;
  #waiting: Waiting[] = [];

  constructor(names: readonly string[]) {
    this.#participants = new Map(
      names.map((name) => [name, { isPlaying: true, reached: new Set() }]),
    );
  }

  /** The barriers as participant `name` sees them. */
  of(name: string): Barriers {
    const own = this.#participants.get(name)!;
    return {
      declare: (labels) => {
        own.declared = new Set(labels.map(labelText));
        this.#wake();
      },
      reach: (label) => {
        own.reached.add(labelText(label));
        this.#wake();
      },
      wait: (label) =>
        new Promise((go, fail) => {
          const labels = Array.isArray(label) ? label.map(labelText) : [labelText(label)];
          this.#waiting.push({ name, labels, go, fail });
          this.#wake();
        }),
    };
  }

  /** `name` reaches nothing more. */
  leave(name: string): void {
    this.#participants.get(name)!.isPlaying = false;
    this.#wake();
  }

  /** Releases who may go on; when everybody waits, nobody will ever be released. */
  #wake(): void {
    const playing = [...this.#participants.values()].filter(({ isPlaying }) => isPlaying);
    if (playing.some(({ declared }) => declared === undefined)) return;
    const released = this.#waiting.filter((each) => this.#missing(each).length === 0);
    this.#waiting = this.#waiting.filter((each) => !released.includes(each));
    for (const { go } of released) go();
    if (released.length > 0 || this.#waiting.length < playing.length) return;
    const stuck = this.#waiting;
    this.#waiting = [];
    for (const each of stuck) each.fail(new BarrierError(this.#missing(each)));
  }

  #missing({ name, labels }: Waiting): string[] {
    return labels.filter((label) => !this.#isReached(label, name));
  }

  /** By all others that have the label; by the participant itself when no other has it. */
  #isReached(label: string, by: string): boolean {
    const others = this.#ownersOf(label).filter(([name]) => name !== by);
    if (others.length === 0) return this.#participants.get(by)!.reached.has(label);
    return others.every(([, { reached }]) => reached.has(bareLabel(label, others)));
  }

  /** `alice:sent` is the label "sent" of alice, unless somebody has a label of that very name. */
  #ownersOf(label: string): [string, Participant][] {
    const entries = [...this.#participants];
    const owners = entries.filter(([, { declared }]) => declared?.has(label));
    if (owners.length > 0) return owners;
    return entries.filter(([name, { declared }]) =>
      label.startsWith(`${name}:`) && declared?.has(label.slice(name.length + 1))
    );
  }
}

function bareLabel(label: string, owners: readonly [string, Participant][]): string {
  const [name, { declared }] = owners[0]!;
  return declared?.has(label) ? label : label.slice(name.length + 1);
}

/** A label is a text, or a record that names one and perhaps whose it is. */
function labelText(label: unknown): string {
  if (typeof label !== "object" || label === null) return String(label);
  const { label: text, participant, user } = label as Readonly<Record<string, unknown>>;
  const owner = participant ?? user;
  return owner === undefined ? String(text) : `${owner}:${text}`;
}
