/**
 * The limits that a host may lower for one runtime: what the runtime itself counts. The others are
 * the same for everybody who reads a space, and hold for all runtimes.
 */
import { LIMITS, type Limits, quote } from "@commonfabric/contract";

const OWN = ["queuedEvents", "suspensionRounds", "pieceDepth", "nodesPerPiece"] as const;

export type RuntimeLimits = Pick<Limits, typeof OWN[number]>;

/** `given` with the usual value of every limit that it leaves out. @throws {RangeError} */
export function runtimeLimits(given: Partial<Limits> = {}): RuntimeLimits {
  for (const [name, value] of Object.entries(given)) {
    const most = OWN.find((own) => own === name);
    if (most === undefined) {
      throw new RangeError(
        `The limit ${quote(name)} cannot be changed for one runtime: leave it out. ` +
          `These can: ${OWN.join(", ")}.`,
      );
    }
    if (value === undefined) continue;
    if (!Number.isInteger(value) || value < 1 || value > LIMITS[most]) {
      throw new RangeError(`The limit ${name} is a whole number from 1 to ${LIMITS[most]}.`);
    }
  }
  const { queuedEvents, suspensionRounds, pieceDepth, nodesPerPiece } = { ...LIMITS, ...given };
  return { queuedEvents, suspensionRounds, pieceDepth, nodesPerPiece };
}
