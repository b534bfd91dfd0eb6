/** What was sent and answered, and whether a state can follow from it. */
import assert from "node:assert/strict";
import type { Any } from "../test-runtime.ts";

type Answer = "committed" | "duplicate" | "failed";

export class History {
  readonly #values = new Map<string, number>();
  readonly #answers = new Map<string, Answer[]>();
  readonly #refused = new Set<string>();

  sent({ id, value }: { readonly id: string; readonly value: number }): void {
    this.#values.set(id, value);
  }

  answered(id: string, answer: Answer, error: Error | undefined): void {
    this.#answers.set(id, [...this.#answers.get(id) ?? [], answer]);
    if (answer !== "failed") return;
    const name = error?.name ?? "";
    const message = error?.message ?? "";
    if (message === "as asked") this.#refused.add(id);
    const isExpected = message === "as asked" || name === "ConflictError" ||
      isUnreachable(error) || /disposed/.test(message);
    assert.ok(isExpected, `${id}: ${name}: ${message}`);
  }

  /** Nothing acknowledged is lost, nothing counts twice, nothing is there by halves. */
  check(state: Any): void {
    const log: string[] = state.log;
    assert.equal(new Set(log).size, log.length, "an event counted twice");
    const logged = new Set(log);
    for (const [id, answers] of this.#answers) {
      const isDone = answers.some((answer) => answer !== "failed");
      if (isDone) assert.ok(logged.has(id), `${id} was acknowledged and is lost`);
      assert.ok(answers.filter((answer) => answer === "committed").length <= 1, `${id} twice`);
    }
    for (const id of log) {
      assert.ok(this.#values.has(id), `${id} was never sent`);
      assert.ok(!this.#refused.has(id), `${id} is there by halves`);
    }
    assert.equal(state.n, this.#sum(log, "add"));
    assert.equal(state.m, this.#sum(log, "put") + this.#sum(log, "slow"));
    this.#checkLists(state, log);
  }

  #checkLists({ items, gone, kids }: Any, log: readonly string[]): void {
    const titles = items.map(({ title }: Any) => title);
    const dropped = gone as string[];
    assert.deepEqual([...titles, ...dropped].toSorted(), ofKind(log, "item").toSorted());
    for (const { done } of items) assert.equal(typeof done, "boolean");
    assert.deepEqual(
      kids.map(({ label }: Any) => label.split(":")[0]).toSorted(),
      [...ofKind(log, "spawn"), ...ofKind(log, "place")].toSorted(),
    );
    for (const { label, level } of kids) assert.equal(label.split(":")[1], `${level}`);
  }

  #sum(log: readonly string[], kind: string): number {
    return ofKind(log, kind).reduce((sum, id) => sum + this.#values.get(id)!, 0);
  }
}

function ofKind(log: readonly string[], kind: string): string[] {
  return log.filter((id) => id.replace(/\d+$/, "") === kind);
}

/** What the network causes; from a synchronous store its errors come as they are. */
export function isUnreachable(error: Error | undefined): boolean {
  return error?.name === "StoreUnavailableError" ||
    error?.name === "StoreBusyError" || /did not arrive/.test(error?.message ?? "");
}
