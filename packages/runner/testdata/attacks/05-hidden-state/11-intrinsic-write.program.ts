// attack: 05-hidden-state/11-intrinsic-write
// kind: program
// by: loader
// expect: throws(TypeError)
// Errors of types are not the point.
const any = (value: unknown) => value as any;
function refused(attempts: Record<string, () => unknown>): string[] {
  const reached: string[] = [];
  for (const [name, attempt] of Object.entries(attempts)) {
    try {
      attempt();
      reached.push(name);
    } catch (error) {
      if (!(error instanceof TypeError)) reached.push(`${name}: ${error}`);
    }
  }
  if (reached.length === 0) throw new TypeError("every attempt was refused");
  return reached;
}
export function probe() {
  return refused({
    object: () => (any(Object.prototype).extra = 1),
    array: () => (any(Array.prototype).push = () => 1),
    generator: () => (any(Object.getPrototypeOf(function* () {})).extra = 1),
    arrayIterator: () => (any(Object.getPrototypeOf([].values())).next = () => ({ done: true })),
    promise: () => (any(Promise.prototype).then = () => 1),
    registered: () => (any(Symbol.for("shared")).extra = 1),
    console: () => (any(console).log = () => 1),
    url: () => (any(URL.prototype).toString = () => "x"),
    assign: () => Object.assign(Object.prototype, { extra: 1 }),
  });
}
