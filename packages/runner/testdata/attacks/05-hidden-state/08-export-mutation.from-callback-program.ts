// attack: 05-hidden-state/08-export-mutation
// kind: program
// by: loader
// expect: throws(TypeError)
import { data, f } from "./other.ts";
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
const later = () => () => (data.n = 2);
export function probe() {
  return refused({
    callback: later(),
    list: () => [1].forEach((n) => data.list.push(n)),
    ofFunction: () => ((f as any).n = 1),
  });
}
// file: /other.ts
export function f() {}
export const data = { n: 1, list: [1, 2] };
