/** CPU time of this process, for work whose wall time says more about the machine's other tasks. */
import process from "node:process";

/** The milliseconds of CPU that `work` took, helper threads of the engine included. */
export function cpuTimed<T>(work: () => T): { readonly ms: number; readonly result: T } {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return { ms: (user + system) / 1000, result };
}

/** The milliseconds of CPU since the process began. */
export function cpuSinceStart(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Bytes of live heap; collected first where the process runs with `--expose-gc`. */
export function liveHeapBytes(): number {
  const collect: unknown = Reflect.get(globalThis, "gc");
  if (typeof collect === "function") Reflect.apply(collect, undefined, []);
  return Deno.memoryUsage().heapUsed;
}
