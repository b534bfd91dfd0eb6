/** `cf graph P`: the running graph of a piece: nodes, what they read and what they write. */
import { escapeControls } from "@commonfabric/contract";
import { UsageError } from "../command/errors.ts";
import { EXIT } from "../command/exit-codes.ts";
import { readTimeout } from "../command/timeout.ts";
import type { VerbContext } from "../command/verb.ts";
import { dotGraph } from "../graph/dot-graph.ts";
import { type GraphDocument, graphDocument } from "../graph/graph-document.ts";
import { withDemand } from "../run/demand-result.ts";
import { runtimeErrorLine, runtimeErrorShape } from "../run/runtime-error-shape.ts";
import { existingStores, withRuntime } from "../run/with-runtime.ts";
import { piecePlaceOf } from "../store/place.ts";

export async function graph(context: VerbContext): Promise<number> {
  const { invocation, printer } = context;
  const isDot = invocation.flag("dot");
  if (isDot && printer.settings.json) {
    throw new UsageError("--dot prints text: leave --json out");
  }
  const timeoutMs = readTimeout(invocation.option("timeout"));
  const place = await piecePlaceOf(invocation.operands[0]!, context);
  const document = await withRuntime(
    existingStores(place.stores),
    context,
    async ({ runtime, reported }) => {
      const found = await withDemand(
        runtime,
        place.address,
        timeoutMs,
        () => Promise.resolve(graphDocument(place.text, runtime.snapshot())),
      );
      for (const error of reported) {
        printer.warning(`cf graph: ${runtimeErrorLine(runtimeErrorShape(error))}`);
      }
      return found;
    },
  );
  if (printer.settings.json) printer.document(document);
  else for (const line of isDot ? dotGraph(document) : graphLines(document)) printer.line(line);
  return EXIT.ok;
}

/** A line a node, and below it one for each place that it reads or writes. */
function graphLines({ nodes }: GraphDocument): string[] {
  return nodes.flatMap(({ id, kind, status, runs, source, reads, writes }) => [
    [kind, status, `${runs} runs`, id, source ?? "-"].map(escapeControls).join("\t"),
    ...reads.map((address) => `  reads\t${address}`),
    ...writes.map((address) => `  writes\t${address}`),
  ]);
}
