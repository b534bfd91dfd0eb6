/** Work of a leg against its budget: a count over budget fails, time over budget is remarked on. */
import assert from "node:assert/strict";
import type { ProcessReport } from "./report.ts";

interface Budget {
  readonly actionRuns: number;
  readonly handlerRuns: number;
  readonly storeReads: number;
  readonly storeTransactions: number;
  readonly ms: number;
}

const COUNTS = ["actionRuns", "handlerRuns", "storeReads", "storeTransactions"] as const;

/** A line for the report. @throws {AssertionError} for a count over budget */
export async function compareWithBudget(leg: string, report: ProcessReport): Promise<string> {
  const text = await Deno.readTextFile(new URL("budget.json", import.meta.url));
  const budget = (JSON.parse(text) as Record<string, Budget>)[leg];
  assert.ok(budget !== undefined, `budget.json has no entry for "${leg}"`);
  for (const name of COUNTS) {
    const count = report.counters[name];
    assert.ok(count <= budget[name], `${name}: ${count}, budgeted ${budget[name]}`);
  }
  const { actionRuns, storeReads, storeTransactions } = report.counters;
  const counts = `${actionRuns} actions, ${storeReads} reads, ${storeTransactions} commits`;
  const time = `${report.ms.toFixed(0)} ms`;
  if (report.ms <= budget.ms) return `${counts}, ${time}`;
  return `${counts}, warning: ${time} over the budget of ${budget.ms} ms`;
}
