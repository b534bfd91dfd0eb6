// attack: 05-hidden-state/04-function-properties
// kind: program
// by: loader
// expect: throws(TypeError)
import { lift } from "commonfabric";
const counter = function () {} as any;
function* numbers() { yield 1; }
async function later() {}
const arrow: any = () => 1;
export const double: any = lift((n: number) => n * 2);
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
    ownProperty: () => (counter.count = 1),
    prototypeProperty: () => (counter.prototype.count = 1),
    define: () => Object.defineProperty(counter, "count", { value: 1 }),
    name: () => (counter.name = "x"),
    setPrototype: () => Object.setPrototypeOf(counter, {}),
    generatorPrototype: () => ((numbers as any).prototype.count = 1),
    asyncFunction: () => ((later as any).count = 1),
    nested: () => (arrow.count = 1),
    instance: () => (Object.getPrototypeOf(new counter()).count = 1),
    constructor: () => (new counter().constructor.count = 1),
    assign: () => Object.assign(counter, { count: 1 }),
    artifact: () => (double.count = 1),
    artifactDefine: () => Object.defineProperty(double, "count", { value: 1 }),
    artifactPrototype: () => Object.setPrototypeOf(double, {}),
    artifactMember: () => { for (const key of Reflect.ownKeys(double)) delete double[key]; double.x = 1; },
    boundOfFrozen: () => (Object.getPrototypeOf(counter.bind(null)).count = 1),
  });
}
