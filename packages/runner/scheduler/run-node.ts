/** One run of a computation, and what is counted and told of it. */
import type { ComputationNode, RunOutcome } from "./node.ts";
import type { SchedulerOptions } from "./ports.ts";

/** Runs `node`; one that could not run to its end is as it was before. */
export function runNode(node: ComputationNode, options: SchedulerOptions): RunOutcome {
  const { counters, ports, events } = options;
  const before = node.status;
  // Clean before the run: a change that the run itself causes elsewhere may come back to it.
  node.status = "clean";
  const start = ports.nowMs();
  const outcome = runGuarded(node, options);
  if (!node.isRegistered) return outcome;
  if (outcome.kind !== "done") {
    node.status = before;
    return outcome;
  }
  node.runs++;
  node.runsInPass++;
  node.lastMs = ports.nowMs() - start;
  node.totalMs += node.lastMs;
  node.lastRun = outcome.run;
  counters.actionRuns++;
  counters.computationRuns++;
  events?.({
    type: "ran",
    space: node.spec.piece.space,
    piece: node.spec.piece.id,
    action: node.spec.id,
    cause: before === "never-ran" ? "first" : "invalid",
  });
  return outcome;
}

/** Errors of authored code are dealt with inside `run`; this is for the host's own. */
function runGuarded(node: ComputationNode, { report }: SchedulerOptions): RunOutcome {
  try {
    return node.spec.run(node);
  } catch (error) {
    report(error, node);
    const run = { status: "error", children: undefined } as const;
    return { kind: "done", reads: node.reads, writes: node.writes, run };
  }
}
