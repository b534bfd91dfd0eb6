/** One pattern with as many statements as a run asks for, of the kinds that patterns are made of. */

/** Text of a module whose pattern body has `statements` statements. */
export function longPattern(statements: number, edition: number): string {
  const lines = Array.from({ length: statements }, (_, index) => statement(index));
  return `import { computed, Default, NAME, pattern, UI, type VNode, Writable } from "commonfabric";

interface Entry {
  title: string;
  amount: number | Default<0>;
  done: boolean | Default<false>;
}

interface Input {
  title: string | Default<"Edition ${edition}">;
  entries: Writable<Entry[] | Default<[]>>;
}

interface Output {
  [NAME]: string;
  [UI]: VNode;
  entries: Entry[];
  total: number;
}

export default pattern<Input, Output>(({ title, entries }) => {
${lines.join("\n")}
  return {
    [NAME]: title,
    [UI]: <div>{value${lastOfKind(statements, 0)}}{view${lastOfKind(statements, 3)}}</div>,
    entries,
    total: value${lastOfKind(statements, 0)},
  };
});
`;
}

/** Every fourth statement is of the same kind and uses statements halfway to the beginning. */
function statement(index: number): string {
  const earlier = lastOfKind(Math.floor(index / 2), 0);
  const amount = index < 2 ? "0" : `value${earlier}`;
  switch (index % 4) {
    case 0:
      return `  const value${index} = computed(() => entries.get().length + ${amount} + ${index});`;
    case 1:
      return `  const cell${index} = new Writable(${index});`;
    case 2:
      return `  const label${index} = ${amount} > ${index} ? title : \`item \${${amount}}\`;`;
    default:
      return `  const view${index} = <ul>{entries.map((entry) => (
    <li onClick={() => cell${index - 2}.set(entry.amount)}>
      {entry.done ? entry.title : label${index - 1}} {entry.amount + ${amount}}
    </li>
  ))}</ul>;`;
  }
}

/** The last index below `count` whose statement is of `kind`. */
function lastOfKind(count: number, kind: number): number {
  const last = count - 1 - ((count - 1 - kind) % 4 + 4) % 4;
  return Math.max(kind, last);
}
