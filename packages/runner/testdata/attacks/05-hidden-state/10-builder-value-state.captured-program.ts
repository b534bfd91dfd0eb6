// attack: 05-hidden-state/10-builder-value-state
// kind: program
// by: loader
// expect: throws(TypeError)
import { lift } from "commonfabric";
const table = { list: [1], deep: { n: 1 } };
export const double = lift((n: number) => table.list.length * n);
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
    push: () => table.list.push(2),
    nested: () => (table.deep.n = 2),
    remove: () => delete (table.deep as any).n,
    artifact: () => ((double as any).n = 1),
  });
}
