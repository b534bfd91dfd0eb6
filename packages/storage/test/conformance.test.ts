import { storeConformance } from "./support/conformance.ts";
import { faultStore } from "./support/fault-store.ts";
import { MemorySpace } from "./support/memory-store.ts";
import { sqliteSpace } from "./support/sqlite-space.ts";

function memorySpace() {
  const space = new MemorySpace("home");
  return Promise.resolve({
    open: () => Promise.resolve(space.open()),
    trimLog: () => Promise.resolve(space.trim()),
    pollOnce: () => {},
    dispose: () => Promise.resolve(),
  });
}

storeConformance("a memory store", memorySpace);
storeConformance("a SQLite store", () => sqliteSpace());
storeConformance(
  "a SQLite store whose calls are delayed and reordered",
  () => sqliteSpace((store) => faultStore(store, { delay: delayOddCalls })),
);

function delayOddCalls(call: number): Promise<void> | undefined {
  return call % 2 === 1 ? new Promise((resolve) => setTimeout(resolve, 0)) : undefined;
}
