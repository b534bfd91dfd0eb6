/** The program of the simulation in several versions, and what they compute. */

/** Versions differ in a factor of `total` and in what else they show. */
export const VERSIONS: readonly number[] = [2, 3, 5];

/** Where the program asks; the reply holds what follows the address. */
export const ADDRESS = "https://simulated.example/";

const EXTRAS: readonly string[] = [
  "",
  `parity: computed(() => n.get() % 2 === 0 ? "even" : "odd"),`,
  `doubled: computed(() => m.get() * 2),`,
];

/** The text of the version at index `at`. */
export function programText(at: number): string {
  return `
interface Item { title: string; done: boolean }
interface KidState { name: string; level: Writable<number | Default<0>> }
const raise = handler<{ by: number }, { level: Writable<number> }>(({ by }, { level }) => {
  level.increment(by);
});
const Kid = pattern<KidState>(({ name, level }) => ({
  label: computed(() => \`\${name}:\${level.get()}\`),
  level,
  raise: raise({ level }),
}));

interface State {
  n: Writable<number | Default<0>>;
  m: Writable<number | Default<0>>;
  log: Writable<string[] | Default<[]>>;
  gone: Writable<string[] | Default<[]>>;
  items: Writable<Item[] | Default<[]>>;
  kids: Writable<{ label: string }[] | Default<[]>>;
}
interface Event { id: string; value: number }
type Cells<K extends keyof State> = Pick<State, K>;

const add = handler<Event, Cells<"n" | "log">>(({ id, value }, { n, log }) => {
  n.increment(value);
  log.push(id);
});
const put = handler<Event, Cells<"m" | "log">>(({ id, value }, { m, log }) => {
  m.set(m.get() + value);
  log.push(id);
});
const slow = handler<Event, Cells<"m" | "log">>(async ({ id, value }, { m, log }) => {
  const before = m.get();
  await Promise.resolve();
  m.set(before + value);
  log.push(id);
});
const fail = handler<Event, Cells<"n" | "log">>(({ id }, { n, log }) => {
  n.increment(1_000_000);
  log.push(id);
  throw new Error("as asked");
});
const item = handler<Event, Cells<"items" | "log">>(({ id }, { items, log }) => {
  items.push({ title: id, done: false });
  log.push(id);
});
const toggle = handler<Event, Cells<"items" | "log">>(({ id, value }, { items, log }) => {
  const list = items.get();
  if (list.length > 0) {
    const at = value % list.length;
    items.key(at).key("done").set(!list[at].done);
  }
  log.push(id);
});
const drop = handler<Event, Cells<"items" | "gone" | "log">>(
  ({ id, value }, { items, gone, log }) => {
    const list = items.get();
    if (list.length > 0) {
      const at = value % list.length;
      gone.push(list[at].title);
      items.set(list.filter((_, index) => index !== at));
    }
    log.push(id);
  },
);
const spawn = handler<Event, Cells<"kids" | "log">>(({ id, value }, { kids, log }) => {
  kids.push(Kid({ name: id, level: value }));
  log.push(id);
});
const place = handler<Event, Cells<"kids" | "log">>(({ id, value }, { kids, log }) => {
  kids.push(Kid.inSpace("team")({ name: id, level: value }));
  log.push(id);
});

export default pattern<State>(({ n, m, log, gone, items, kids }) => {
  const total = computed(() => n.get() + m.get() * ${VERSIONS[at]});
  const child = Kid({ name: "child", level: n });
  const rows = items.map((entry) => ({ text: entry.done ? \`[\${entry.title}]\` : entry.title }));
  return {
    n, m, log, gone, items, kids, total, child, rows,
    answer: fetchJson<{ v: number }>({ url: str\`${ADDRESS}\${m}\` }),
    ${EXTRAS[at]}
    chosen: ifElse(computed(() => n.get() > 12), child.label, str\`at \${total}\`),
    open: computed(() => items.get().filter(({ done }) => !done).length),
    labels: kids.map((kid) => kid.label),
    add: add({ n, log }), put: put({ m, log }), slow: slow({ m, log }), fail: fail({ n, log }),
    item: item({ items, log }), toggle: toggle({ items, log }), drop: drop({ items, gone, log }),
    spawn: spawn({ kids, log }), place: place({ kids, log }),
  };
});`;
}

/** What is stored, and with it everything else. */
export interface Raw {
  readonly n: number;
  readonly m: number;
  readonly items: readonly { readonly title: string; readonly done: boolean }[];
  readonly kids: readonly { readonly label: string; readonly level: number }[];
}

/** What the version at index `at` shows of `raw`. */
export function computedOf(at: number, { n, m, items, kids }: Raw): Record<string, unknown> {
  const total = n + m * VERSIONS[at]!;
  return {
    total,
    answer: { pending: false, result: { v: m } },
    rows: items.map(({ title, done }) => ({ text: done ? `[${title}]` : title })),
    chosen: n > 12 ? `child:${n}` : `at ${total}`,
    open: items.filter(({ done }) => !done).length,
    labels: kids.map(({ label }) => label),
    ...(at === 1 ? { parity: n % 2 === 0 ? "even" : "odd" } : {}),
    ...(at === 2 ? { doubled: m * 2 } : {}),
  };
}
