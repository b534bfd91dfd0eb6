// attack: 05-hidden-state/13-template-and-symbols
// kind: program
// by: loader
// expect: inert
export function probe() {
  const reached: string[] = [];
  const tag = (strings: any, ..._values: unknown[]) => strings;
  const twice = () => tag`a${1}b`;
  const strings = twice();
  if (strings !== twice()) reached.push("one place gives two objects");
  if (!Object.isFrozen(strings) || !Object.isFrozen(strings.raw)) reached.push("not frozen");
  const tries: Record<string, () => unknown> = {
    index: () => (strings[0] = "x"),
    raw: () => (strings.raw[0] = "x"),
    property: () => (strings.extra = 1),
    symbol: () => { (Symbol.for("attack.13") as any).extra = 1; },
    symbolObject: () => { Object(Symbol.for("attack.13")).extra = 1; if (Object(Symbol.for("attack.13")).extra === undefined) throw new TypeError("no state"); },
  };
  for (const [name, attempt] of Object.entries(tries)) {
    try { attempt(); reached.push(name); } catch {}
  }
  if (Reflect.ownKeys(Object(Symbol.for("attack.13"))).length > 0) reached.push("a registered symbol has state");
  return reached;
}
