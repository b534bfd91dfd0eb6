/** `cf piece step P`: starts a piece, runs it to rest, does the steps of a file, stops it. */
import { EXIT } from "../command/exit-codes.ts";
import { payloadText } from "../command/payload.ts";
import { readTimeout } from "../command/timeout.ts";
import type { VerbContext } from "../command/verb.ts";
import { parseEventSteps } from "../events/events-file.ts";
import { readNetwork } from "../run/network.ts";
import { eventsPayload } from "../run/run-options.ts";
import { printRunFindings } from "../run/print-findings.ts";
import { runPiece } from "../run/run-piece.ts";
import { storeErrorsAsLines } from "../store/open-space.ts";
import { piecePlaceOf, withStore } from "../store/place.ts";
import { storedPiece } from "../pieces/stored-piece.ts";

export async function pieceStep(context: VerbContext): Promise<number> {
  const { invocation, powers, printer } = context;
  const place = await piecePlaceOf(invocation.operands[0]!, context);
  const { space } = place.address;
  await withStore(place.stores, space, (store) => storedPiece(store, place.address));
  const events = invocation.option("events");
  const steps = events === undefined
    ? []
    : parseEventSteps(await payloadText(eventsPayload(events), powers), events);
  const network = await readNetwork(context);
  const interrupt = new AbortController();
  powers.onInterrupt(() => interrupt.abort());
  const { report } = await storeErrorsAsLines(() =>
    runPiece(
      {
        target: { kind: "piece", address: place.address },
        argument: undefined,
        steps,
        exportName: "default",
        fresh: false,
        timeoutMs: readTimeout(invocation.option("timeout")),
        trace: false,
        view: false,
        keepAlive: false,
        network,
        isolate: undefined,
      },
      { stores: place.stores, space, signal: interrupt.signal },
      context,
    )
  );
  printRunFindings(report, "piece step", printer);
  if (printer.settings.json) {
    const { ok, steps: done, errors, console, stateDigest, counters, timings } = report;
    printer.document({
      format: "cf.piece-step/1",
      ok,
      address: place.text,
      steps: done,
      errors,
      console,
      stateDigest,
      counters,
      timings,
    });
  } else {
    for (const { level, text } of report.console) printer.hint(`[${level}] ${text}`);
  }
  if (interrupt.signal.aborted) return EXIT.interrupted;
  return report.ok ? EXIT.ok : EXIT.failed;
}
