// attack: 05-hidden-state/09-argument-smuggling
// kind: program
// by: loader
// expect: throws(TypeError)
import * as ns from "./other.ts";
const kept = { list: [], map: new Map() } as any;
function keep(value: any) { kept.list.push(value); }
function keepIn(value: any) { kept.value = value; }
function keepOn(value: any) { (keepOn as any).value = value; }
function keepIntrinsic(value: any) { (Array.prototype as any).value = value; }
function keepMap(value: any) { kept.map.set("value", value); }
function keepGetter(value: any) { (Object.getOwnPropertyDescriptor(ns, "a") as any).get.value = value; }
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
    list: () => keep({ n: 1 }),
    property: () => keepIn({ n: 1 }),
    onFunction: () => keepOn({ n: 1 }),
    onIntrinsic: () => keepIntrinsic({ n: 1 }),
    map: () => keepMap({ n: 1 }),
    ofNamespaceGetter: () => keepGetter({ n: 1 }),
  });
}
// file: /other.ts
export const a = 1;
