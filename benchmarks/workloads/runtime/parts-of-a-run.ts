/** What one run of a lift is made of, alone: reading its argument through a schema, one transaction. */
import { memoryStores } from "../../../packages/storage/test/support/memory-store.ts";
import type { Contender } from "../../harness/contender.ts";
import { openSubjectOn, SPACE } from "../../harness/subject-powers.ts";

export interface PartOfARun {
  readonly contender: Contender;
  readonly stop: () => Promise<void>;
}

const SCHEMA = {
  type: "object",
  properties: { n: { type: "number" }, by: { type: "number" } },
  required: ["n", "by"],
} as const;

/** Reads `count` arguments through their schema after a member of each changed. */
export async function argumentReads(count: number): Promise<PartOfARun> {
  const { runtime } = await openSubjectOn(memoryStores(() => Date.now()));
  const shared = runtime.getCell<number>(SPACE, "shared");
  await runtime.editWithRetry((tx) => {
    shared.withTx(tx).set(0);
    for (let by = 0; by < count; by++) {
      runtime.getCell(SPACE, { argument: by }, { tx }).set({ n: shared, by });
    }
  });
  let value = 0;
  const sample = async (): Promise<number> => {
    await runtime.editWithRetry((tx) => shared.withTx(tx).set(++value));
    const tx = runtime.edit();
    const started = performance.now();
    let sum = 0;
    for (let by = 0; by < count; by++) {
      const argument = runtime.getCell<{ n: number }>(SPACE, { argument: by }, {
        schema: SCHEMA,
        tx,
      });
      sum += argument.get()!.n;
    }
    const ms = performance.now() - started;
    tx.abort();
    if (sum !== count * value) throw new Error(`read ${sum}, wanted ${count * value}`);
    return ms;
  };
  return {
    contender: { name: "schema part", role: "baseline", sample },
    stop: () => runtime.dispose(),
  };
}

/** Runs `count` transactions that read one value and write another. */
export async function transactions(count: number): Promise<PartOfARun> {
  const { runtime } = await openSubjectOn(memoryStores(() => Date.now()));
  const shared = runtime.getCell<number>(SPACE, "shared");
  await runtime.editWithRetry((tx) => shared.withTx(tx).set(0));
  const outputs = Array.from({ length: count }, (_, by) => runtime.getCell(SPACE, { output: by }));
  let value = 0;
  const sample = async (): Promise<number> => {
    value++;
    const started = performance.now();
    for (const output of outputs) {
      const tx = runtime.edit();
      const read = shared.withTx(tx).get()!;
      output.withTx(tx).set(read + value);
      await tx.commit();
    }
    const ms = performance.now() - started;
    if (outputs.at(-1)!.get() !== value) throw new Error(`wrote ${outputs.at(-1)!.get()}`);
    return ms;
  };
  return {
    contender: { name: "transaction part", role: "baseline", sample },
    stop: () => runtime.dispose(),
  };
}
